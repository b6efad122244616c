import type { TreeBranch, TreePath, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence } from '@sopskit/core'
import { yamlStore } from '@sopskit/stores/yaml'

/** The text of a file, UTF-16 as well. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString(bytes[0] === 0xff ? 'utf16le' : 'utf8')
}

/** A text without the lines of every `sops` entry; in flow style the entry goes as well. */
export function withoutMetadata(text: string): string {
  return text
    .replace(/^( *)sops:\r?\n(?:\1 +.*(?:\r?\n|$))*/gm, '')
    .replace(/,? ?"sops": \{.*\}/, '}')
}

/** The same without what every change of a value renews (CLI-095). */
export function withoutMacAndTime(text: string): string {
  return text
    .replaceAll(/(\bmac"?: ?"?)ENC\[[^\]\\]*/g, '$1')
    .replaceAll(/(\blastmodified"?: ?"?)[\dTZ:-]+/g, '$1')
}

/** A text with nothing in the place of ciphertexts and wrapped keys, as `rotate` may change them. */
export function withoutCiphertext(text: string): string {
  return withoutMacAndTime(text)
    .replaceAll(/ENC\[AES256_GCM,[^\]\\]*?,type/g, 'ENC[type')
    .replaceAll(/(\benc"?: ?"?)[\w+/=]+/g, '$1')
}

/** The way to the first text of a document that is encrypted, or to its first value. */
export function pathToChange(encrypted: Uint8Array): TreePath | undefined {
  const [document] = yamlStore().load(encrypted)
  if (document === undefined) return undefined
  const values = [...scalarsOf(document, [])].filter(({ path }) => path[0] !== 'sops')
  const sealed = values.find(({ value }) => typeof value === 'string' && value.startsWith('ENC['))
  return (sealed ?? values[0])?.path
}

interface Place {
  readonly path: TreePath
  readonly value: TreeValue
}

function* scalarsOf(value: TreeValue, path: TreePath): Generator<Place> {
  if (isBranch(value)) {
    for (const item of value.items) {
      if (item.kind === 'entry') yield* scalarsOf(item.value, [...path, item.key])
    }
  } else if (isSequence(value)) {
    for (const [index, item] of value.items.entries()) {
      if (!isComment(item)) yield* scalarsOf(item, [...path, index])
    }
  } else yield { path, value }
}

/** A value of the first document. */
export function valueAt(document: TreeBranch | undefined, path: TreePath): TreeValue {
  const [place] = [...scalarsOf(document ?? null, [])].filter(
    (one) => JSON.stringify(one.path) === JSON.stringify(path),
  )
  return place?.value ?? null
}
