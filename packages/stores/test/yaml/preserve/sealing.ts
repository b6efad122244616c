import type { Comment, Leaf, TreeBranches, TreeScalar } from '@sopskit/core'
import {
  branch,
  collectLeaves,
  encodeBase64,
  encodeUtf8,
  entry,
  isComment,
  isTimestamp,
  replaceLeaves,
  sequence,
} from '@sopskit/core'

/** What stands under `sops` in these tests. */
export const metadata = branch([
  entry('age', sequence([branch([entry('enc', 'first\nsecond\n'), entry('recipient', 'age1')])])),
  entry('shamir_threshold', 2n),
  entry('version', '3.13.3'),
])

/** The same as it is written at the end of a document. */
export const metadataText = `sops:
    age:
        - enc: |
            first
            second
          recipient: age1
    shamir_threshold: 2
    version: 3.13.3
`

/**
 * Puts texts of the right form in place of leaves, and metadata at the end of each document, as core does:
 * a comment of a list becomes an item (V20), null and empty texts stay (V12, V13). `round` makes other texts.
 */
export function seal(
  documents: TreeBranches,
  isSecret: (leaf: Leaf) => boolean = () => true,
  round = 0,
): TreeBranches {
  const leaves = collectLeaves(documents).map((leaf, index) =>
    isSecret(leaf) ? sealed(leaf, `${index} ${round}`) : leaf.value,
  )
  return replaceLeaves(documents, leaves).map(({ items }) =>
    branch([...items, entry('sops', metadata)]),
  )
}

/** A text with its encrypted values cut down to their types. */
export function brief(text: Uint8Array | string): string {
  return Buffer.from(text)
    .toString()
    .replace(/ENC\[[^\]]*?,type:(\w+)(\]|\\x5D)/g, (_, type: string, end: string) =>
      end === ']' ? `<${type}>` : `<${type}\\x5D`,
    )
}

function sealed({ value, place }: Leaf, data: string): TreeScalar | Comment {
  const content = isComment(value) ? value.text : value
  if (content === null || content === '') return value
  const encoded = encodeBase64(encodeUtf8(data))
  const text = `ENC[AES256_GCM,data:${encoded},iv:AA==,tag:AA==,type:${typeOf(value)}]`
  return isComment(value) && place === 'comment' ? { ...value, text } : text
}

function typeOf(value: TreeScalar | Comment): string {
  if (isComment(value)) return 'comment'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return 'float'
  if (typeof value === 'boolean') return 'bool'
  return isTimestamp(value) ? 'time' : 'str'
}
