import { isSopsError } from '../errors/sops-error.ts'
import { detachMetadata } from '../metadata/detach-metadata.ts'
import type { MetadataLayout } from '../metadata/metadata.ts'
import type { TreeBranches } from '../tree/tree.ts'

/** What can be told of a file without any key. */
export interface FileStatus {
  /** True when the metadata can be read and has a version and a MAC; says nothing of the values (CLI-120). */
  readonly encrypted: boolean
}

/**
 * Tells whether a file carries usable SOPS metadata, without any key.
 *
 * @throws {@link SopsError} `METADATA_INVALID`, `NO_MASTER_KEYS`, `CONFLICTING_RULES` when there is
 * metadata that cannot be understood. A `version` that is missing or damaged is no reason.
 *
 * @example
 * ```ts
 * import { branch, entry, fileStatus } from '@sopskit/core'
 * fileStatus([branch([entry('a', 'x')])], 'nested') // { encrypted: false }
 * ```
 */
export function fileStatus(branches: TreeBranches, layout: MetadataLayout): FileStatus {
  try {
    const { metadata } = detachMetadata(branches, layout, { anyVersion: true })
    return { encrypted: metadata.version !== '' && metadata.mac !== '' }
  } catch (error) {
    if (isSopsError(error, 'METADATA_NOT_FOUND')) return { encrypted: false }
    throw error
  }
}
