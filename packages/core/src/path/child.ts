import { SopsError } from '../errors/sops-error.ts'
import { branch } from '../tree/create.ts'
import { isBranch, isSequence } from '../tree/guards.ts'
import type { Comment, TreeBranch, TreeBranches, TreeValue } from '../tree/tree.ts'
import { formatPath } from './tree-path.ts'
import type { TreePath } from './tree-path.ts'

/** What a path can lead to. */
export type TreeNode = TreeValue | Comment

/** The one document that paths go into; an empty map where there is none. */
export function firstDocument(documents: TreeBranches): TreeBranch {
  return documents[0] ?? branch([])
}

/** A step on the way along `path`: the one at `depth` is to be taken next. */
export interface Cursor {
  readonly path: TreePath
  readonly depth: number
}

/** The cursor one step further. */
export function advance<T extends Cursor>(cursor: T): T {
  return { ...cursor, depth: cursor.depth + 1 }
}

/**
 * The position among a node's items that a step names, or -1. Of entries with the same key the first
 * counts, as for sops; comments count as items of a list (X3).
 */
export function childIndex(node: TreeNode, step: string | number | undefined): number {
  if (isBranch(node) && typeof step === 'string') {
    return node.items.findIndex((item) => item.kind === 'entry' && item.key === step)
  }
  if (isSequence(node) && typeof step === 'number' && node.items[step] !== undefined) return step
  return -1
}

/** The node that a step leads to, or `undefined`. */
export function childAt(node: TreeNode, step: string | number): TreeNode | undefined {
  const index = childIndex(node, step)
  if (isSequence(node)) return node.items[index]
  const item = isBranch(node) ? node.items[index] : undefined
  return item?.kind === 'entry' ? item.value : undefined
}

/** The error for a step behind which nothing is. */
export function pathNotFound(node: TreeNode, cursor: Cursor): SopsError {
  return pathError('PATH_NOT_FOUND', node, cursor)
}

/** The error for a step that a node of this kind cannot be changed by. */
export function pathMismatch(node: TreeNode, cursor: Cursor): SopsError {
  return pathError('PATH_MISMATCH', node, cursor)
}

function pathError(
  code: 'PATH_NOT_FOUND' | 'PATH_MISMATCH',
  node: TreeNode,
  cursor: Cursor,
): SopsError {
  const path = cursor.path.slice(0, cursor.depth + 1)
  const keys = path.filter((step) => typeof step === 'string')
  const message = `Nothing is at ${formatPath(path)}: ${whyNot(node, path.at(-1))}.`
  return new SopsError(code, message, { path: keys })
}

function whyNot(node: TreeNode, step: string | number | undefined): string {
  if (isBranch(node)) {
    return typeof step === 'string' ? 'the map has no such key' : 'a map takes a key in quotes'
  }
  if (!isSequence(node)) return 'the value above it is neither a map nor a list'
  if (typeof step === 'string') return 'a list takes a number'
  return `the list has ${node.items.length} items, comments included, counted from 0`
}
