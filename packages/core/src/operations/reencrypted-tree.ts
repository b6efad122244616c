import type { DecryptedTree } from './open-tree.ts'
import type { EncryptedTree } from './seal-document.ts'

/** An encrypted tree that was made from another one. Its warnings are those of reading and of writing. */
export interface ReencryptedTree extends EncryptedTree {
  /** False when `ignoreMac` was asked for: the new MAC then vouches for content that nobody verified. */
  readonly macVerified: boolean
}

/** Puts what reading and writing said together. */
export function reencrypted(
  { macVerified, warnings }: DecryptedTree,
  written: EncryptedTree,
): ReencryptedTree {
  return { ...written, macVerified, warnings: [...warnings, ...written.warnings] }
}
