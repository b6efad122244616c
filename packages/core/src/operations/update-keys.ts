import type { KeyService } from '../keys/key-service.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { unwrapDataKey } from '../keys/unwrap-data-key.ts'
import { wrapDataKey } from '../keys/wrap-data-key.ts'
import { attachMetadata } from '../metadata/attach-metadata.ts'
import { detachMetadata } from '../metadata/detach-metadata.ts'
import type { Metadata, MetadataLayout } from '../metadata/metadata.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import type { TreeBranches } from '../tree/tree.ts'
import { keepUnknownFields } from './keep-unknown-fields.ts'
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
  if (locksForeignKeysOut(metadata, options)) requireKnownKeys(metadata)
  const dataKey = await unwrapDataKey(metadata, options)
  try {
    const shamirThreshold = options.shamirThreshold ?? keptThreshold(metadata, options)
    const wrapped = await wrapDataKey(dataKey, { ...options, shamirThreshold })
    const keyGroups = keepUnknownFields(wrapped.keyGroups, metadata.keyGroups)
    const updated = { ...metadata, ...wrapped, keyGroups }
    return { branches: attachMetadata(encrypted, updated, options.layout), metadata: updated }
  } finally {
    dataKey.fill(0)
  }
}

// One group may carry any threshold, which means nothing there (S5); several need at least two.
function keptThreshold(metadata: Metadata, { keyGroups }: UpdateKeysOptions): number {
  const threshold = Math.min(metadata.shamirThreshold, keyGroups.length)
  return keyGroups.length > 1 && threshold < 2 ? 0 : threshold
}

// Beside a single group a kind of key that is not known keeps its copy of the same data key; shares are made
// anew, and what stands in `key_groups` is written anew.
function locksForeignKeysOut(metadata: Metadata, { keyGroups }: UpdateKeysOptions): boolean {
  if (metadata.keyGroups.length > 1 || keyGroups.length > 1) return true
  return metadata.keyGroups.some(({ unknown = [] }) => unknown.length > 0)
}
