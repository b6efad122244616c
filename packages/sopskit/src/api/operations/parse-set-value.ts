import type { TreeValue } from '@sopskit/core'
import { decodeUtf8, encodeUtf8, isSopsError, SopsError } from '@sopskit/core'
import { loadStore } from '../../formats/load-store.ts'
import { inputBytes } from '../input-bytes.ts'

/** How {@link parseSetValue} reads numbers. */
export interface ParseSetValueOptions {
  /**
   * What a number of its own such as `98` becomes. With `int` the layout `preserve` gives it back as `98`, a
   * float as `98.0`. Default: `float`, as in sops (X20).
   */
  readonly wholeNumbers?: 'int' | 'float' | undefined
}

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
export async function parseSetValue(
  json: string | Uint8Array,
  { wholeNumbers = 'float' }: ParseSetValueOptions = {},
): Promise<TreeValue> {
  const bytes = inputBytes(json)
  const value = parse(bytes)
  if (typeof value === 'number' && Number.isFinite(value)) {
    return wholeNumbers === 'int' && isWhole(bytes, value) ? BigInt(value) : value
  }
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

/** A number without a fraction or an exponent that is the same in both types. */
function isWhole(bytes: Uint8Array, value: number): boolean {
  return Number.isSafeInteger(value) && /^\s*(?:0|-?[1-9]\d*)\s*$/.test(decodeUtf8(bytes) ?? '')
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
