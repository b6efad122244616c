import type { TreeBranch, TreeValue } from '@sopskit/core'
import type { MapNode, Node } from '../load/nodes/node.ts'
import { insertBlock, removeBlock, replaceBlock } from './block-metadata.ts'
import { metadataKey } from './walk-both.ts'
import { insertIntoFlow, removeFromFlow, replaceInFlow } from './flow-metadata.ts'
import { startOfLine } from './line-end.ts'
import { type DocumentSite, metadataPair } from './metadata-place.ts'
import { isFlow } from './node-end.ts'
import { refusal } from './refusal.ts'
import type { TextEdit } from './text-edit.ts'

/**
 * The changes that add, replace or remove the metadata of a document (D16, D17), for each way to do it, the
 * best first.
 *
 * @throws {@link SopsError} `EMIT_FAILED` where there is no room for them.
 */
export function metadataEdits(
  site: DocumentSite,
  target: TreeBranch,
): readonly (readonly TextEdit[])[] {
  const { root } = site.document.node
  const metadata = metadataOf(target)
  const isThere = metadataOf(site.document.marks) !== undefined
  if (metadata === undefined && !isThere) return []
  if (root.kind === 'map') {
    return isFlow(root.content, site.source)
      ? [[flowEdit(site, root, metadata)]]
      : blockEdits(site, root, metadata)
  }
  if (metadata === undefined || !isMissing(root, site)) throw noRoom()
  return insertBlock(site, 0, metadata)
}

function blockEdits(
  site: DocumentSite,
  root: MapNode,
  metadata: TreeValue | undefined,
): readonly (readonly TextEdit[])[] {
  const pair = metadataPair(root)
  if (pair !== undefined && metadata === undefined) return removeBlock(site, pair)
  if (metadata === undefined) throw noRoom()
  if (pair !== undefined) return [replaceBlock(site, pair, metadata)]
  return insertBlock(site, root.content - startOfLine(site.source.text, root.content), metadata)
}

function flowEdit(site: DocumentSite, root: MapNode, metadata: TreeValue | undefined): TextEdit {
  const pair = metadataPair(root)
  if (pair !== undefined && metadata === undefined) return removeFromFlow(site, pair)
  if (metadata === undefined) throw noRoom()
  return pair === undefined
    ? insertIntoFlow(site, root, metadata)
    : replaceInFlow(site, pair, metadata)
}

function metadataOf({ items }: TreeBranch): TreeValue | undefined {
  const item = items.find((one) => one.kind === 'entry' && one.key === metadataKey)
  return item?.kind === 'entry' ? item.value : undefined
}

/** A document with nothing in it, not even a `null`, an anchor or a tag. */
function isMissing(root: Node, { document }: DocumentSite): boolean {
  return root.kind === 'scalar' && root.token === undefined && root.start === document.node.end
}

function noRoom(): Error {
  return refusal(
    'A document is an alias or a null that is written out, and has no room for metadata. Write {} instead, or use the layout sops.',
    [],
  )
}
