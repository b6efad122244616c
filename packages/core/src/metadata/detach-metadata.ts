import { SopsError } from '../errors/sops-error.ts'
import { branch, entry } from '../tree/create.ts'
import { isBranch } from '../tree/guards.ts'
import type { TreeBranch, TreeBranches, TreeEntry } from '../tree/tree.ts'
import { flatPrefix, isReserved, metadataKey } from './layout.ts'
import { metadataInvalid } from './metadata-invalid.ts'
import type { Metadata, MetadataLayout } from './metadata.ts'
import { parseMetadata, type ParseMetadataOptions } from './parse-metadata.ts'
import { unflattenMetadata } from './unflatten.ts'
import { entriesOf } from './without-comments.ts'

/** An encrypted file taken apart. */
export interface DetachedMetadata {
  readonly metadata: Metadata
  /** The documents without their metadata. */
  readonly branches: TreeBranches
}

/**
 * Takes the metadata out of a file: it is read from the first document alone and removed from all,
 * wherever it stands (D16, D17).
 *
 * @throws {@link SopsError} `METADATA_NOT_FOUND` when the first document has none;
 * `METADATA_INVALID` when it is there twice or is no map (D18), when flat keys do not fit together (D20),
 * and as `parseMetadata` does; `NO_MASTER_KEYS`, `CONFLICTING_RULES` likewise.
 *
 * @example
 * ```ts
 * import { detachMetadata, type TreeBranches } from '@sopskit/core'
 * function writtenBy(encrypted: TreeBranches): string {
 *   return detachMetadata(encrypted, 'nested').metadata.version
 * }
 * ```
 */
export function detachMetadata(
  branches: TreeBranches,
  layout: MetadataLayout,
  options: ParseMetadataOptions = {},
): DetachedMetadata {
  const [first] = branches
  const entries =
    first === undefined ? [] : entriesOf(first).filter((item) => isReserved(item, layout))
  if (entries.length === 0) {
    throw new SopsError(
      'METADATA_NOT_FOUND',
      'There is no SOPS metadata: the file is not encrypted.',
    )
  }
  return {
    metadata: parseMetadata(toBlock(entries, layout), options),
    branches: branches.map((document) => withoutReserved(document, layout)),
  }
}

function toBlock(entries: readonly TreeEntry[], layout: MetadataLayout): TreeBranch {
  if (layout === 'flat') {
    return unflattenMetadata(
      entries.map(({ key, value }) => entry(key.slice(flatPrefix.length), value)),
    )
  }
  const [found, ...others] = entries
  if (others.length > 0) throw metadataInvalid(metadataKey, 'is there twice')
  if (found === undefined || !isBranch(found.value)) throw metadataInvalid(metadataKey, 'is no map')
  if (layout === 'nested') return found.value
  return unflattenMetadata(entriesOf(found.value))
}

function withoutReserved(document: TreeBranch, layout: MetadataLayout): TreeBranch {
  return branch(document.items.filter((item) => !isReserved(item, layout)))
}
