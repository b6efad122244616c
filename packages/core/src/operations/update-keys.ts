import type { Aead } from '../aead/aead.ts'
import { completeKeyGroups } from '../keys/complete-master-keys.ts'
import { detachMetadata } from '../metadata/detach-metadata.ts'
import type { TreeBranches } from '../tree/tree.ts'
import { compareKeys, type KeyChanges, type WantedKeys } from './key-changes.ts'
import { quirkWarnings } from './quirk-warnings.ts'
import { type RewrapOptions, rewrapTree } from './rewrap-tree.ts'
import { rotateTree } from './rotate-tree.ts'
import type { EncryptedTree } from './seal-document.ts'

/** What {@link updateKeys} takes. */
export interface UpdateKeysOptions extends RewrapOptions, WantedKeys {
  /** Make a new data key as well: the values are verified and encrypted again, as by `rotateTree`. */
  readonly newDataKey?: { readonly aead: Aead } | undefined
}

/** A file with other master keys, or the one that was given when it has these keys already. */
export type UpdatedTree =
  | (EncryptedTree & { readonly changed: true; readonly changes: KeyChanges })
  | (Omit<EncryptedTree, 'plan'> & { readonly changed: false; readonly changes: KeyChanges })

/**
 * Wraps the data key of a file for other master keys. The data key, every value, the MAC and
 * `lastmodified` stay as they are (CLI-102): somebody who lost access can still read old copies, and a
 * data key they kept opens the file; `rotateTree` changes that. A file that has these keys already, in
 * whatever order, is given back as it is, and no secret key is needed (CLI-104).
 *
 * @throws {@link SopsError} `METADATA_NOT_FOUND`, `METADATA_INVALID`, `NO_MASTER_KEYS`,
 * `CONFLICTING_RULES`, `DATA_KEY_UNAVAILABLE`, `INVALID_SHARES`, `DUPLICATE_DECRYPTION_ORDER`,
 * `EMPTY_KEY_GROUP`, `INVALID_THRESHOLD`, `INVALID_DATA_KEY`, `NO_RECIPIENTS`, `UNSUPPORTED_KEY_TYPE`
 * (also for kinds of key that are kept but cannot be wrapped anew), `WRAP_FAILED`, `ABORTED`; with
 * `newDataKey` every code of `rotateTree`.
 *
 * @example
 * ```ts
 * import { ageMasterKeys, type KeyService, type TreeBranches, updateKeys } from '@sopskit/core'
 * async function share(encrypted: TreeBranches, recipients: string, service: KeyService) {
 *   return updateKeys(encrypted, {
 *     keyGroups: [ageMasterKeys(recipients)],
 *     layout: 'nested',
 *     services: [service],
 *     random: (length) => crypto.getRandomValues(new Uint8Array(length)),
 *     now: new Date(),
 *   })
 * }
 * ```
 */
export async function updateKeys(
  branches: TreeBranches,
  options: UpdateKeysOptions,
): Promise<UpdatedTree> {
  const detached = detachMetadata(branches, options.layout)
  const { metadata } = detached
  const keyGroups = await completeKeyGroups(options.keyGroups, options)
  const changes = compareKeys(metadata, { ...options, keyGroups })
  if (!changes.changed) {
    return { branches, metadata, warnings: quirkWarnings(metadata), changed: false, changes }
  }
  const keys = { keyGroups, shamirThreshold: changes.threshold.after }
  const { newDataKey } = options
  if (newDataKey !== undefined) {
    const rotated = await rotateTree(branches, { ...options, ...newDataKey, ...keys })
    return { ...rotated, changed: true, changes }
  }
  return { ...(await rewrapTree(detached, keys, options)), changed: true, changes }
}
