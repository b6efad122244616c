import type { Comment, TreeBranches, TreeItem, TreeValue } from '../tree/tree.ts'

type Node = TreeValue | Comment | TreeItem

/**
 * True when two files hold the same, comments and order included. An int never equals a float, NaN equals
 * NaN, and `-0.0` equals `0.0`, as for sops (X22).
 */
export function equalTrees(left: TreeBranches, right: TreeBranches): boolean {
  return equalLists(left, right)
}

function equalLists(left: readonly Node[], right: readonly Node[]): boolean {
  if (left === right) return true
  if (left.length !== right.length) return false
  return left.every((node, index) => {
    const other = right[index]
    return other !== undefined && equalNodes(node, other)
  })
}

function equalNodes(left: Node, right: Node): boolean {
  if (left instanceof Uint8Array) return right instanceof Uint8Array && equalBytes(left, right)
  if (!isTagged(left) || !isTagged(right)) return left === right || bothNaN(left, right)
  return left.kind === right.kind && equalTagged(left, right)
}

type Tagged = Extract<Node, { readonly kind: string }>

// Both are of one kind, so what one has the other has, too.
function equalTagged(left: Tagged, right: Tagged): boolean {
  if (left.kind === 'entry' && right.kind === 'entry') {
    return left.key === right.key && equalNodes(left.value, right.value)
  }
  if (left.kind === 'comment' && right.kind === 'comment') {
    return left.inline === right.inline && equalNodes(left.text, right.text)
  }
  if ('items' in left && 'items' in right) return equalLists(left.items, right.items)
  return 'text' in left && 'text' in right && left.text === right.text
}

function isTagged(node: Node): node is Tagged {
  return typeof node === 'object' && node !== null && 'kind' in node
}

function bothNaN(left: Node, right: Node): boolean {
  return Number.isNaN(left) && Number.isNaN(right)
}

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}
