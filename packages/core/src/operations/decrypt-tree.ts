import type { TreeBranches } from '../tree/tree.ts'
import { noIvStash } from '../value/iv-stash.ts'
import { type DecryptedTree, type DecryptOptions, openTree } from './open-tree.ts'

/**
 * Decrypts a tree. Nothing decrypted is given out before the MAC over the whole file is verified,
 * unless `ignoreMac` asks for it by name.
 *
 * @throws {@link SopsError} in this order (Z3): `METADATA_NOT_FOUND`, `METADATA_INVALID`,
 * `NO_MASTER_KEYS`, `CONFLICTING_RULES`, `DUPLICATE_DECRYPTION_ORDER`, `DATA_KEY_UNAVAILABLE`,
 * `INVALID_SHARES`, `INVALID_DATA_KEY`, `VALUE_NOT_ENCRYPTED`, `MALFORMED_VALUE`, `VALUE_TAMPERED`,
 * `UNKNOWN_VALUE_TYPE`, `INVALID_PLAINTEXT`, `MAC_UNREADABLE`, `MAC_MISMATCH`; `ABORTED` at any time.
 *
 * @example
 * ```ts
 * import { decryptTree, type KeyService, loadAead, type TreeBranches } from '@sopskit/core'
 * async function decrypt(encrypted: TreeBranches, service: KeyService): Promise<TreeBranches> {
 *   const aead = await loadAead()
 *   const { branches } = await decryptTree(encrypted, { layout: 'nested', services: [service], aead })
 *   return branches
 * }
 * ```
 */
export async function decryptTree(
  branches: TreeBranches,
  options: DecryptOptions,
): Promise<DecryptedTree> {
  const opened = await openTree(branches, options, noIvStash)
  opened.dataKey.fill(0)
  const { metadata, macVerified, warnings } = opened
  return { branches: opened.branches, metadata, macVerified, warnings }
}
