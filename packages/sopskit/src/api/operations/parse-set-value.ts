import type { TreeValue } from '@sopskit/core'
import { encodeUtf8, isSopsError, SopsError } from '@sopskit/core'
import { loadStore } from '../../formats/load-store.ts'
import { inputBytes } from '../input-bytes.ts'

/**
 * Reads one JSON value as `sops set` takes it (X20): a number of its own is a float, whatever its
 * spelling; within an object or a list, which sops refuses here (Q13), a whole number is an int. Order
 * and repeated keys are kept.
 *
 * @throws {@link SopsError} `INVALID_SET_VALUE` for what is not one JSON value, and for numbers and nesting
 * beyond what a file can hold.
 * @example
 * ```ts
 * import { parseSetValue, setValue } from 'sopskit'
 * async function setPort(encrypted: string, identity: string) {
 *   const treeValue = await parseSetValue('{"host": "db.example", "port": 5432}')
 *   return setValue(encrypted, { format: 'yaml', path: '["db"]', treeValue, identities: [identity] })
 * }
 * ```
 */
export async function parseSetValue(json: string | Uint8Array): Promise<TreeValue> {
  const bytes = inputBytes(json)
  const value = parse(bytes)
  if (typeof value === 'number' && Number.isFinite(value)) return value
  const store = await loadStore('json')
  try {
    // What is one JSON value is one behind a key, too, and nothing more.
    const [document] = store.load(Buffer.concat([encodeUtf8('{"":'), bytes, encodeUtf8('}')]))
    const [item] = document?.items ?? []
    if (item?.kind === 'entry') return item.value
  } catch (error) {
    if (!isSopsError(error)) throw error
  }
  throw invalid('holds a number that is too large, or nests too deeply')
}

// The text can be a secret, so what the parser says of it is not passed on.
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
  } catch {
    throw invalid('is not one JSON value; a text needs its quotes')
  }
}

function invalid(why: string): SopsError {
  return new SopsError('INVALID_SET_VALUE', `The value to set ${why}.`)
}
