import { SopsError } from '../errors/sops-error.ts'
import { branch, entry } from '../tree/create.ts'
import type { TreeBranch, TreeBranches, TreeEntry } from '../tree/tree.ts'
import { flattenMetadata } from './flatten.ts'
import { flatPrefix, hasReserved, metadataKey } from './layout.ts'
import type { Metadata, MetadataLayout } from './metadata.ts'
import { serializeMetadata } from './serialize-metadata.ts'

/**
 * Puts metadata at the end of every document, as the format lays it out (D16, D17, D19).
 *
 * @throws {@link SopsError} `EMIT_FAILED` when a document has an entry of that name already (D21);
 * `METADATA_INVALID` as `serializeMetadata` does.
 *
 * @example
 * ```ts
 * import { attachMetadata, type Metadata, type TreeBranches } from '@sopskit/core'
 * function toJsonTree(encrypted: TreeBranches, metadata: Metadata): TreeBranches {
 *   return attachMetadata(encrypted, metadata, 'nested')
 * }
 * ```
 */
export function attachMetadata(
  branches: TreeBranches,
  metadata: Metadata,
  layout: MetadataLayout,
): TreeBranches {
  const entries = layOut(serializeMetadata(metadata), layout)
  return branches.map((document) => append(document, entries, layout))
}

function layOut(block: TreeBranch, layout: MetadataLayout): readonly TreeEntry[] {
  if (layout === 'nested') return [entry(metadataKey, block)]
  const flat = flattenMetadata(block)
  if (layout === 'flat-below-top') return [entry(metadataKey, branch(flat))]
  return flat.map(({ key, value }) => entry(`${flatPrefix}${key}`, value))
}

function append(
  document: TreeBranch,
  entries: readonly TreeEntry[],
  layout: MetadataLayout,
): TreeBranch {
  if (!hasReserved(document, layout)) return branch([...document.items, ...entries])
  throw new SopsError(
    'EMIT_FAILED',
    `A document has an entry named ${layout === 'flat' ? `${flatPrefix}…` : metadataKey}, where SOPS writes its metadata; rename it.`,
  )
}
