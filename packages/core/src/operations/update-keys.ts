import type { KeyService } from '../keys/key-service.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { unwrapDataKey } from '../keys/unwrap-data-key.ts'
import { wrapDataKey } from '../keys/wrap-data-key.ts'
import { attachMetadata } from '../metadata/attach-metadata.ts'
import { detachMetadata } from '../metadata/detach-metadata.ts'
import type { Metadata, MetadataLayout } from '../metadata/metadata.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import type { TreeBranches } from '../tree/tree.ts'
import { requireKnownKeys } from './require-known-keys.ts'

/** What {@link updateKeys} takes. */
export interface UpdateKeysOptions {
  /** The key groups from now on. */
  readonly keyGroups: readonly (readonly MasterKey[])[]
  /** Default: the threshold of the file, at most the number of groups (CLI-104). */
  readonly shamirThreshold?: number
  readonly layout: MetadataLayout
  readonly services: readonly KeyService[]
  readonly decryptionOrder?: readonly string[]
  readonly random: RandomBytes
  readonly now: Date
  readonly signal?: AbortSignal
}

/** A file with other master keys. */
export interface UpdatedTree {
  readonly branches: TreeBranches
  readonly metadata: Metadata
}

/**
 * Wraps the data key of a file for other master keys. The data key, every value, the MAC and
 * `lastmodified` stay as they are (CLI-102): somebody who lost access can still read old copies, and a
 * data key they kept opens the file; `rotateTree` changes that.
 *
 * @throws {@link SopsError} `METADATA_NOT_FOUND`, `METADATA_INVALID`, `NO_MASTER_KEYS`,
 * `DATA_KEY_UNAVAILABLE`, `EMPTY_KEY_GROUP`, `INVALID_THRESHOLD`, `NO_RECIPIENTS`,
 * `UNSUPPORTED_KEY_TYPE` (also for kinds of key that are kept but cannot be wrapped anew), `WRAP_FAILED`,
 * `ABORTED`.
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
  const { metadata, branches: encrypted } = detachMetadata(branches, options.layout)
  // With one group a kind of key that is not known keeps its copy of the same data key; shares are made anew.
  if (metadata.keyGroups.length > 1 || options.keyGroups.length > 1) requireKnownKeys(metadata)
  const dataKey = await unwrapDataKey(metadata, options)
  try {
    const shamirThreshold =
      options.shamirThreshold ?? Math.min(metadata.shamirThreshold, options.keyGroups.length)
    const wrapped = await wrapDataKey(dataKey, { ...options, shamirThreshold })
    const updated = { ...metadata, ...wrapped }
    return { branches: attachMetadata(encrypted, updated, options.layout), metadata: updated }
  } finally {
    dataKey.fill(0)
  }
}
