import { SopsError } from '../errors/sops-error.ts'
import { branch, entry, sequence } from '../tree/create.ts'
import { isBranch, isSequence } from '../tree/guards.ts'
import type { TreeBranch, TreeBranches, TreeSequence, TreeValue } from '../tree/tree.ts'
import { advance, childAt, childIndex, firstDocument, pathMismatch } from './child.ts'
import type { Cursor, TreeNode } from './child.ts'
import { requireShort } from './require-short.ts'
import type { TreePath } from './tree-path.ts'

interface Placement extends Cursor {
  readonly value: TreeValue
}

/**
 * The documents with a value put at a path of the first (X21, X22). A key that exists keeps its place, a
 * new one comes last in its map, an index beyond the end appends. What is missing on the way is built, and
 * a scalar, null or comment that stands in the way is replaced; a list built so has one item, whatever its
 * index. Unlike in sops the value may be a list (Q13).
 *
 * @throws {@link SopsError} `INVALID_PATH` for the empty path; `PATH_MISMATCH` for a key on a list,
 * a number on a map, or a negative index on a list, where sops crashes or changes nothing (Q7, X21).
 *
 * @example
 * ```ts
 * import { branch, parsePath, setAtPath } from '@sopskit/core'
 * const documents = setAtPath([branch([])], parsePath('["database"]["port"]'), 5432n)
 * ```
 */
export function setAtPath(documents: TreeBranches, path: TreePath, value: TreeValue): TreeBranches {
  if (path.length === 0) {
    throw new SopsError('INVALID_PATH', 'The path is empty: name the place to set, as in ["key"].')
  }
  const at = { path: requireShort(path), depth: 0, value }
  const first = placeInBranch(firstDocument(documents), at)
  return [first, ...documents.slice(1)]
}

function place(node: TreeNode | undefined, at: Placement): TreeValue {
  const step = at.path[at.depth]
  if (step === undefined) return at.value
  if (node !== undefined && isBranch(node)) return placeInBranch(node, at)
  if (node !== undefined && isSequence(node)) return placeInSequence(node, at)
  const child = place(undefined, advance(at))
  return typeof step === 'string' ? branch([entry(step, child)]) : sequence([child])
}

function placeInBranch(node: TreeBranch, at: Placement): TreeBranch {
  const step = at.path[at.depth]
  if (typeof step !== 'string') throw pathMismatch(node, at)
  const child = entry(step, place(childAt(node, step), advance(at)))
  const index = childIndex(node, step)
  return branch(index < 0 ? [...node.items, child] : node.items.with(index, child))
}

function placeInSequence(node: TreeSequence, at: Placement): TreeSequence {
  const step = at.path[at.depth]
  if (typeof step !== 'number' || !(step >= 0)) throw pathMismatch(node, at)
  const child = place(childAt(node, step), advance(at))
  const index = childIndex(node, step)
  return sequence(index < 0 ? [...node.items, child] : node.items.with(index, child))
}
