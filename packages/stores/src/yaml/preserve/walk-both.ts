import type { Comment, TreeBranch, TreeItem, TreeScalar, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence } from '@sopskit/core'
import { isSealedComment } from './sealed-text.ts'

export type LeafValue = TreeScalar | Comment

/** Where a leaf stands. */
export interface LeafPlace {
  readonly path: readonly string[]
  readonly inList: boolean
}

/** Meets two leaves; false ends the walk there. */
export type Meeting = (left: LeafValue, right: LeafValue, place: LeafPlace) => boolean

/** The key of the metadata, which come and go at the top of a document (D16). */
export const metadataKey = 'sops'

/**
 * Walks two documents side by side, in document order and without their metadata. Gives the path to where
 * they stop being alike, `undefined` when they are to their end. Core makes an item of an encrypted comment
 * in a list (V20); in the text it stays a comment, which sops decrypts as well.
 */
export function walkBoth(
  left: TreeBranch,
  right: TreeBranch,
  meet: Meeting,
): readonly string[] | undefined {
  return walkItems(itemsBesideMetadata(left), itemsBesideMetadata(right), { path: [], meet })
}

interface Walk {
  readonly path: readonly string[]
  readonly meet: Meeting
}

type Stop = readonly string[] | undefined

function walkItems(
  left: readonly TreeItem[],
  right: readonly TreeItem[],
  { path, meet }: Walk,
): Stop {
  if (left.length !== right.length) return path
  for (const [index, item] of left.entries()) {
    const stop = walkItem(item, right[index], { path, meet })
    if (stop !== undefined) return stop
  }
  return undefined
}

function walkItem(left: TreeItem, right: TreeItem | undefined, { path, meet }: Walk): Stop {
  if (left.kind === 'comment') {
    const isAlike = right?.kind === 'comment' && meet(left, right, { path, inList: false })
    return isAlike ? undefined : path
  }
  const below = [...path, left.key]
  if (right?.kind !== 'entry' || right.key !== left.key) return below
  return walkNode(left.value, right.value, { path: below, meet, inList: false })
}

type Node = TreeValue | Comment

function walkNode(left: Node, right: Node, walk: Walk & { readonly inList: boolean }): Stop {
  const { path, meet, inList } = walk
  if (isBranch(left)) return isBranch(right) ? walkItems(left.items, right.items, walk) : path
  if (isSequence(left)) return isSequence(right) ? walkList(left.items, right.items, walk) : path
  if (isBranch(right) || isSequence(right)) return path
  const other = isComment(left) ? asComment(right) : right
  return other !== undefined && meet(left, other, { path, inList }) ? undefined : path
}

function walkList(left: readonly Node[], right: readonly Node[], { path, meet }: Walk): Stop {
  if (left.length !== right.length) return path
  for (const [index, item] of left.entries()) {
    const stop = walkNode(item, right[index] ?? null, { path, meet, inList: true })
    if (stop !== undefined) return stop
  }
  return undefined
}

/** The items of a document without its metadata. */
export function itemsBesideMetadata({ items }: TreeBranch): readonly TreeItem[] {
  return items.filter((item) => item.kind === 'comment' || item.key !== metadataKey)
}

/** A leaf as the comment that it is, or that core made an item of (V20). */
export function asComment(leaf: LeafValue): Comment | undefined {
  if (isComment(leaf)) return leaf
  if (typeof leaf !== 'string' || !isSealedComment(leaf)) return undefined
  return { kind: 'comment', text: leaf, inline: false }
}
