import { SopsError } from '../errors/sops-error.ts'
import { branch, entry, sequence } from '../tree/create.ts'
import { isBranch, isSequence } from '../tree/guards.ts'
import type { TreeBranch, TreeBranches, TreeSequence, TreeValue } from '../tree/tree.ts'
import { advance, childIndex, firstDocument, pathMismatch, pathNotFound } from './child.ts'
import type { Cursor, TreeNode } from './child.ts'
import type { TreePath } from './tree-path.ts'

/**
 * The documents without what is at a path of the first (X30). Comments around it stay.
 *
 * @throws {@link SopsError} `INVALID_PATH` for the empty path; `PATH_NOT_FOUND` for a key that its map
 * does not have, a number on a map, and an index beyond the end; `PATH_MISMATCH` for a step into a scalar
 * or comment, and for a key on a list or a negative index, where sops crashes (Q7).
 *
 * @example
 * ```ts
 * import { branch, entry, parsePath, unsetAtPath } from '@sopskit/core'
 * unsetAtPath([branch([entry('old', 1n), entry('new', 2n)])], parsePath('["old"]'))
 * ```
 */
export function unsetAtPath(documents: TreeBranches, path: TreePath): TreeBranches {
  if (path.length === 0) {
    throw new SopsError('INVALID_PATH', 'The path is empty: name what to remove, as in ["key"].')
  }
  const first = removeFromBranch(firstDocument(documents), { path, depth: 0 })
  return [first, ...documents.slice(1)]
}

function removeFromBranch(node: TreeBranch, at: Cursor): TreeBranch {
  const index = childIndex(node, at.path[at.depth])
  const item = node.items[index]
  if (item?.kind !== 'entry') throw pathNotFound(node, at)
  if (isLast(at)) return branch(node.items.toSpliced(index, 1))
  return branch(node.items.with(index, entry(item.key, removeFrom(item.value, advance(at)))))
}

function removeFromSequence(node: TreeSequence, at: Cursor): TreeSequence {
  const index = childIndex(node, at.path[at.depth])
  const item = node.items[index]
  if (item === undefined) throw notInList(node, at)
  if (isLast(at)) return sequence(node.items.toSpliced(index, 1))
  return sequence(node.items.with(index, removeFrom(item, advance(at))))
}

function removeFrom(node: TreeNode, at: Cursor): TreeValue {
  if (isBranch(node)) return removeFromBranch(node, at)
  if (isSequence(node)) return removeFromSequence(node, at)
  throw pathMismatch(node, at)
}

function notInList(node: TreeSequence, at: Cursor): SopsError {
  const step = at.path[at.depth]
  const isIndex = typeof step === 'number' && Number.isInteger(step) && step >= 0
  return isIndex ? pathNotFound(node, at) : pathMismatch(node, at)
}

function isLast(at: Cursor): boolean {
  return at.depth === at.path.length - 1
}
