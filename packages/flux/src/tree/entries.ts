import type { TreeBranch, TreeValue } from '@sopskit/core'
import { branch, entry, isBranch, isComment } from '@sopskit/core'

/** The value behind a key. */
export function valueAt(node: TreeBranch, key: string): TreeValue | undefined {
  for (const item of node.items) if (!isComment(item) && item.key === key) return item.value
  return undefined
}

/** The map behind a key; without one an empty map. */
export function branchAt(node: TreeBranch, key: string): TreeBranch {
  const value = valueAt(node, key)
  return value !== undefined && isBranch(value) ? value : branch([])
}

/** The text behind a key. */
export function textAt(node: TreeBranch, key: string): string | undefined {
  const value = valueAt(node, key)
  return typeof value === 'string' ? value : undefined
}

/** The keys and values of a map without its comments. */
export function entriesOf(node: TreeBranch): readonly (readonly [key: string, value: TreeValue])[] {
  return node.items.flatMap((item) => (isComment(item) ? [] : [[item.key, item.value] as const]))
}

/** The map with other values. */
export function mapEntries(
  node: TreeBranch,
  change: (key: string, value: TreeValue) => TreeValue,
): TreeBranch {
  return branch(entriesOf(node).map(([key, value]) => entry(key, change(key, value))))
}

/** The map with the value behind a key, which it has, replaced. */
export function withValue(node: TreeBranch, key: string, value: TreeValue): TreeBranch {
  return mapEntries(node, (each, old) => (each === key ? value : old))
}
