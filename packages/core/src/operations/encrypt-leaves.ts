import { drawBytes } from '../random/draw-bytes.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import type { PlannedLeaf } from '../rules/plan-leaves.ts'
import { isComment } from '../tree/guards.ts'
import type { Comment, TreeScalar } from '../tree/tree.ts'
import type { IvStash } from '../value/iv-stash.ts'
import { encodePlaintext, valueType } from '../value/plaintext.ts'
import { valueAad } from '../value/value-aad.ts'
import type { ValueCipher } from '../value/value-cipher.ts'
import { requireEncryptable } from './require-encryptable.ts'

/** What encrypting leaves takes. */
export interface EncryptLeavesOptions {
  readonly cipher: ValueCipher
  readonly stash: IvStash
  readonly random: RandomBytes
}

const ivLength = 32

/**
 * Encrypts the leaves that are planned so and leaves the others as they are. Null and empty text are
 * never encrypted (V12, V13); a comment of a list becomes an ordinary item (V20).
 *
 * @throws {@link SopsError} `UNSUPPORTED_VALUE`.
 */
export function encryptLeaves(
  leaves: readonly PlannedLeaf[],
  options: EncryptLeavesOptions,
): readonly (TreeScalar | Comment)[] {
  return leaves.map((leaf) => {
    requireEncryptable(leaf)
    return leaf.encrypted ? encryptLeaf(leaf, options) : leaf.value
  })
}

function encryptLeaf(leaf: PlannedLeaf, options: EncryptLeavesOptions): TreeScalar | Comment {
  const { value, path } = leaf
  if (value === null) return value
  const plaintext = isComment(value) ? value.text : encodePlaintext(value)
  if (plaintext.length === 0) return value
  const type = isComment(value) ? 'comment' : valueType(value)
  const aad = valueAad(path)
  const iv = options.stash.take({ aad, type, plaintext }) ?? drawBytes(options.random, ivLength)
  const text = options.cipher.seal({ plaintext, type, aad, iv })
  if (!isComment(value)) return text
  return leaf.place === 'comment' ? { ...value, text } : text
}
