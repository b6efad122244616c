import type { Comment, TreeBranch, TreeValue } from '@sopskit/core'
import { branch, entry, isBranch, isComment, isSequence } from '@sopskit/core'
import type { Origins } from './load-origins.ts'
import { isSameLeaf } from './same-value.ts'
import type { SourceItem } from './shape-change.ts'
import { asComment, walkBoth } from './walk-both.ts'

type Item = TreeValue | Comment

/** How many items at the end of a list are the same, without those that are at its beginning. */
export function sharedAtEnd(
  sources: readonly SourceItem[],
  items: readonly Item[],
  origins: Origins,
): number {
  const isSame = (source: SourceItem | undefined, item: Item | undefined): boolean =>
    source !== undefined && item !== undefined && isSameItem(source.mark, item, origins)
  const limit = Math.min(sources.length, items.length)
  let start = 0
  while (start < limit && isSame(sources[start], items[start])) start++
  let end = 0
  while (end < limit - start && isSame(sources.at(-1 - end), items.at(-1 - end))) end++
  return end
}

function isSameItem(mark: Item, target: Item, { scalars, comments, source }: Origins): boolean {
  const stop = walkBoth(alone(mark), alone(besideMark(mark, target)), (left, leaf) => {
    if (!isComment(left)) return isSameLeaf(scalars[Number(left)]?.value ?? null, leaf)
    const span = comments[Number(left.text)]
    const text = span === undefined ? '' : source.text.slice(span.start + 1, span.end)
    return isSameLeaf({ ...left, text }, leaf)
  })
  return stop === undefined
}

/** One item as a whole tree. */
export function alone(item: Item): TreeBranch {
  return isComment(item) ? branch([item]) : branch([entry('value', item)])
}

/** An item as a comment, where one stands in the text. */
export function besideMark(mark: Item, target: Item): Item {
  if (!isComment(mark) || isBranch(target) || isSequence(target)) return target
  return asComment(target) ?? target
}
