import { drawBytes } from '../random/draw-bytes.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import type { PlannedLeaf } from '../rules/plan-leaves.ts'
import { isComment } from '../tree/guards.ts'
import type { Comment, TreeScalar } from '../tree/tree.ts'
import type { IvStash, StashedValue } from '../value/iv-stash.ts'
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
  { cipher, stash, random }: EncryptLeavesOptions,
): readonly (TreeScalar | Comment)[] {
  for (const leaf of leaves) requireEncryptable(leaf)
  const ivs = keptIvs(leaves, stash).values()
  return leaves.map((leaf) => {
    const value = valueToSeal(leaf)
    if (value === undefined) return leaf.value
    const { plaintext, type, aad } = value
    const iv = ivs.next().value ?? drawBytes(random, ivLength)
    return replacement(leaf, cipher.seal({ plaintext, type, aad, iv }))
  })
}

// A list of all values takes much memory, and a file that is encrypted for the first time has no IVs.
function keptIvs(
  leaves: readonly PlannedLeaf[],
  stash: IvStash,
): readonly (Uint8Array | undefined)[] {
  if (stash.isEmpty) return []
  return stash.take(leaves.map(valueToSeal).filter((value) => value !== undefined))
}

function valueToSeal({ value, path, encrypted }: PlannedLeaf): StashedValue | undefined {
  if (!encrypted || value === null) return undefined
  const plaintext = isComment(value) ? value.text : encodePlaintext(value)
  if (plaintext.length === 0) return undefined
  const type = isComment(value) ? 'comment' : valueType(value)
  return { plaintext, type, aad: valueAad(path) }
}

function replacement({ value, place }: PlannedLeaf, text: string): string | Comment {
  return isComment(value) && place === 'comment' ? { ...value, text } : text
}
