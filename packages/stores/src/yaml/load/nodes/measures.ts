import type { ContentNode, ListNode, MapNode, MapPair, Node } from './node.ts'

/** Levels of collections in a node, aliases expanded. */
export function heightOf(node: Node): number {
  if (node.kind === 'alias') return heightOf(node.target)
  return node.kind === 'scalar' ? 0 : node.height
}

/** Characters an alias of this node stands for, about. */
export function sizeOf(node: ContentNode): number {
  const { head, line, foot } = node.comments
  const comments = head.length + line.length + foot.length
  return comments + (node.kind === 'scalar' ? node.text.length + 1 : node.length + node.copies)
}

export function addItem(list: ListNode, item: Node): void {
  list.items.push(item)
  measure(list, item)
}

export function addPair(map: MapNode, pair: MapPair): void {
  map.pairs.push(pair)
  measure(map, pair.value)
}

function measure(parent: ListNode | MapNode, child: Node): void {
  parent.height = Math.max(parent.height, heightOf(child) + 1)
  parent.copies += copiesIn(child)
}

function copiesIn(node: Node): number {
  if (node.kind === 'alias') return sizeOf(node.target)
  return node.kind === 'scalar' ? 0 : node.copies
}
