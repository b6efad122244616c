import type { TreeBranch, TreeValue } from '@sopskit/core'
import { isSopsError } from '@sopskit/core'
import type { MapNode } from '../load/nodes/node.ts'
import { alignValue } from './align-trees.ts'
import { lineBreakOf } from './block-metadata.ts'
import type { Origins } from './load-origins.ts'
import { metadataEdits } from './metadata-edits.ts'
import { type DocumentSite, metadataPair } from './metadata-place.ts'
import { styleOfDocument } from './new-style.ts'
import { rewriteLeaves } from './rewrite-leaves.ts'
import { shapeEdits } from './shape-edits.ts'
import type { TextEdit } from './text-edit.ts'
import { metadataKey } from './walk-both.ts'

interface Reading {
  readonly origins: Origins
  readonly step: number
}

/**
 * The ways to write the metadata of a document, the best first: metadata that are there keep their layout as
 * well, so that only what differs in them changes.
 *
 * @throws {@link SopsError} `EMIT_FAILED` where there is no room for them.
 */
export function metadataWays(
  site: DocumentSite,
  target: TreeBranch,
  reading: Reading,
): readonly (readonly TextEdit[])[] {
  const kept = keptLayout(site, target, reading)
  const others = metadataEdits(site, target)
  return kept === undefined ? others : [kept, ...others]
}

function keptLayout(
  site: DocumentSite,
  target: TreeBranch,
  reading: Reading,
): readonly TextEdit[] | undefined {
  const { root } = site.document.node
  const wanted = metadataOf(target)
  const mark = metadataOf(site.document.marks)
  if (root.kind !== 'map' || wanted === undefined || mark === undefined) return undefined
  try {
    return changes(site, { root, mark, wanted }, reading)
  } catch (error) {
    if (isSopsError(error, 'EMIT_FAILED')) return undefined
    throw error
  }
}

interface Both {
  readonly root: MapNode
  readonly mark: TreeValue
  readonly wanted: TreeValue
}

function changes(
  site: DocumentSite,
  { root, mark, wanted }: Both,
  { origins, step }: Reading,
): readonly TextEdit[] | undefined {
  const pair = metadataPair(root)
  if (pair === undefined) return undefined
  const item = { ...pair, name: metadataKey, mark, parent: root }
  const aligned = alignValue(item, wanted, origins)
  const style = styleOfDocument(site, { step, lineBreak: lineBreakOf(site), gap: '' })
  return [
    ...rewriteLeaves(aligned.pairs, origins, step),
    ...shapeEdits(aligned.changes, { origins, style, kept: [] }),
  ]
}

function metadataOf({ items }: TreeBranch): TreeValue | undefined {
  const item = items.find((one) => one.kind === 'entry' && one.key === metadataKey)
  return item?.kind === 'entry' ? item.value : undefined
}
