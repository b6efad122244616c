import type { TreeBranch } from '@sopskit/core'
import { decodeUtf8, encodeUtf8 } from '@sopskit/core'
import { valueAt } from '../tree/entries.ts'
import { loadYaml } from '../tree/load-yaml.ts'
import { invalidEntry } from './secret-entries.ts'

/** One entry of a decryption Secret. */
export interface SecretEntry {
  readonly key: string
  readonly bytes: Uint8Array
}

/** @throws {@link SopsError} `INVALID_IDENTITY` for what is no UTF-8. */
export function textOfEntry({ key, bytes }: SecretEntry): string {
  const text = decodeUtf8(bytes)
  if (text === undefined) throw invalidEntry(key, 'is no text')
  return text
}

/** The map that an entry holds as YAML or JSON; a text that holds nothing gives `undefined`. */
export async function mapOfEntry({ key, bytes }: SecretEntry): Promise<TreeBranch | undefined> {
  const documents = await loadYaml(bytes).catch(() => {
    throw invalidEntry(key, 'is neither YAML nor JSON')
  })
  return documents[0]
}

/** The texts behind some keys, as far as they are there and not empty. */
export function fieldsOf<Name extends string>(
  { key }: SecretEntry,
  map: TreeBranch | undefined,
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  const found: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = map === undefined ? undefined : valueAt(map, name)
    if (value === undefined || value === null || value === '') continue
    const text = typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : ''
    if (text === '') throw invalidEntry(key, `has a ${name} that is no text`)
    found[name] = text
  }
  return found
}

/** UTF-16 with a byte order mark becomes UTF-8, as Azure's tools on Windows write it (FLX-014). */
export function fromUtf16({ key, bytes }: SecretEntry): SecretEntry {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be'
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff
  if (label === 'utf-16be' && !isBig) return { key, bytes }
  return { key, bytes: encodeUtf8(new TextDecoder(label).decode(bytes)) }
}
