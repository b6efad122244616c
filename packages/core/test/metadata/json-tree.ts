import { branch, entry, sequence } from '../../src/tree/create.ts'
import type { TreeBranch, TreeValue } from '../../src/tree/tree.ts'

/** What JSON can hold; a `bigint` is an integer and a number a float, as in the tree. */
export type Json =
  string | bigint | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Plain data as a tree, keys in their order. */
export function tree(value: Json): TreeValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return sequence(value.map(tree))
  return map(value as { readonly [key: string]: Json })
}

/** A plain object as a map. */
export function map(value: { readonly [key: string]: Json }): TreeBranch {
  return branch(Object.entries(value).map(([key, item]) => entry(key, tree(item))))
}
