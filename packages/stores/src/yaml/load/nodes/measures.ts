import { SyntaxFault } from '../source/syntax-fault.ts'
import type { ListNode, MapNode, MapPair, Node } from './node.ts'

const deepest = 1000

/** Refuses nesting that would exhaust the stack of whoever walks the tree. */
export function refuseDepth(depth: number, start: number): void {
  if (depth > deepest) throw new SyntaxFault(start, 'Nesting is too deep.', 'LIMIT_EXCEEDED')
}

/** Levels of collections in a node, aliases expanded. */
export function heightOf(node: Node): number {
  if (node.kind === 'alias') return heightOf(node.target)
  return node.kind === 'scalar' ? 0 : node.height
}

/** Nodes in a node, aliases expanded. */
export function sizeOf(node: Node): number {
  if (node.kind === 'alias') return sizeOf(node.target)
  return node.kind === 'scalar' ? 1 : node.size
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
  parent.size += sizeOf(child)
}
