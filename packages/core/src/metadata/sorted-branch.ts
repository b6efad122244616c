import { branch } from '../tree/create.ts'
import type { TreeBranch, TreeEntry } from '../tree/tree.ts'

/** A map with its entries in the order of their keys' UTF-8 bytes (D2). */
export function sortedBranch(entries: readonly TreeEntry[]): TreeBranch {
  return branch(entries.toSorted((one, other) => compareKeys(one.key, other.key)))
}

// Code points sort as UTF-8 bytes do; UTF-16 units do not: a surrogate is below U+FFFF.
function compareKeys(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  const differing = left.findIndex((character, index) => character !== right[index])
  if (differing === -1) return left.length - right.length
  return (left[differing]?.codePointAt(0) ?? 0) - (right[differing]?.codePointAt(0) ?? -1)
}
