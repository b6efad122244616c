import type { Comment, TreeBranches, TreeScalar } from '../tree/tree.ts'
import { mapLeaves } from './map-leaves.ts'

/**
 * Makes a new tree with other leaves: `replacements` has one for each leaf of `collectLeaves`, in the
 * same order. The item of a list may turn from a comment into a value and back (V20); a comment of a
 * map stays a comment, and the value of an entry stays a value.
 *
 * @throws {@link RangeError} when there are more or fewer replacements than leaves.
 * @throws {@link SopsError} `INVALID_PLAINTEXT` when a replacement does not fit its place;
 * `LIMIT_EXCEEDED` when maps and lists nest deeper than 1,000 levels.
 *
 * @example
 * ```ts
 * import { branch, entry, replaceLeaves } from '@sopskit/core'
 * const document = branch([entry('a', 'x')])
 * replaceLeaves([document], ['y']) // [branch([entry('a', 'y')])]
 * ```
 */
export function replaceLeaves(
  branches: TreeBranches,
  replacements: readonly (TreeScalar | Comment)[],
): TreeBranches {
  let used = 0
  const replaced = mapLeaves(branches, () => {
    const replacement = replacements[used++]
    if (replacement !== undefined) return replacement
    throw new RangeError(`Expected more than ${replacements.length} replacements.`)
  })
  if (used === replacements.length) return replaced
  throw new RangeError(`Expected ${used} replacements, got ${replacements.length}.`)
}
