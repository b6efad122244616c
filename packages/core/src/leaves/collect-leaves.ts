import type { TreeBranches } from '../tree/tree.ts'
import type { Leaf } from './leaf.ts'
import { walkLeaves } from './walk-leaves.ts'

/**
 * Gives every value and comment of all documents in document order (M2), each with its path (V5, V7)
 * and the comments that govern it (R6). Empty maps and lists have no leaf.
 *
 * @throws {@link SopsError} `LIMIT_EXCEEDED` when maps and lists nest deeper than 1,000 levels, and for
 * more than {@link maxValues} values and comments.
 *
 * @example
 * ```ts
 * import { branch, collectLeaves, entry, sequence } from '@sopskit/core'
 * const leaves = collectLeaves([branch([entry('hosts', sequence(['a', 'b']))])])
 * leaves.map((leaf) => leaf.path) // [['hosts'], ['hosts']]
 * ```
 */
export function collectLeaves(branches: TreeBranches): readonly Leaf[] {
  const leaves: Leaf[] = []
  walkLeaves(branches, (leaf) => leaves.push(leaf))
  return leaves
}
