import type { TreeBranch } from '@sopskit/core'
import { type Alignment, alignDocument } from './align-trees.ts'
import type { Origins } from './load-origins.ts'
import { type DocumentSite, metadataPair } from './metadata-place.ts'
import { pairLeaves } from './pair-leaves.ts'
import { itemsBesideMetadata } from './walk-both.ts'

/**
 * Puts a document, metadata aside, beside what it is to hold.
 *
 * @throws {@link SopsError} `EMIT_FAILED`.
 */
export function alignContent(
  { document }: DocumentSite,
  target: TreeBranch,
  origins: Origins,
): Alignment {
  const { node, marks } = document
  const { root } = node
  if (root.kind !== 'map') return { pairs: pairLeaves(marks, target), changes: [] }
  const metadata = metadataPair(root)
  const pairs = root.pairs.filter((pair) => pair !== metadata)
  const site = { node: root, pairs, marks: itemsBesideMetadata(marks) }
  return alignDocument(site, itemsBesideMetadata(target), origins)
}
