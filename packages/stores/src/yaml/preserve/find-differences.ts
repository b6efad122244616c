import type { TreeBranch, TreeBranches, TreeValue } from '@sopskit/core'
import { branch, collectLeaves, entry, isComment } from '@sopskit/core'
import { isSameLeaf } from './same-value.ts'
import { withoutComments } from './without-comments.ts'
import { metadataKey, walkBoth } from './walk-both.ts'

/** Where a text reads otherwise than it should. */
export interface Difference {
  readonly document: number
  readonly path: readonly string[]
}

/** Where two files differ, at most once for each document; where the metadata stand does not count. */
export function findDifferences(read: TreeBranches, target: TreeBranches): readonly Difference[] {
  const differences = target.flatMap((wanted, document) => {
    const path = differenceOf(read[document], wanted)
    return path === undefined ? [] : [{ document, path }]
  })
  const isLonger = read.length > target.length
  return isLonger ? [...differences, { document: target.length - 1, path: [] }] : differences
}

type Stop = readonly string[] | undefined

function differenceOf(read: TreeBranch | undefined, wanted: TreeBranch): Stop {
  if (read === undefined) return []
  const metadata = metadataOf(wanted)
  if (metadata.items.length === 0) return differenceOfPlain(read, wanted)
  return walkBoth(read, wanted, isSameLeaf) ?? walkBoth(metadataOf(read), metadata, isSameLeaf)
}

/** In a plain document a comment may belong to something else, as long as it is there. */
function differenceOfPlain(read: TreeBranch, wanted: TreeBranch): Stop {
  const stop = walkBoth(read, wanted, isSameLeaf)
  if (stop === undefined) return undefined
  const difference = walkBoth(withoutComments(read), withoutComments(wanted), isSameLeaf)
  const isSame = commentsOf(read) === commentsOf(wanted) && metadataOf(read).items.length === 0
  return difference ?? (isSame ? undefined : stop)
}

function commentsOf(document: TreeBranch): string {
  const texts = collectLeaves([document]).flatMap(({ value }) =>
    isComment(value) ? [JSON.stringify(value.text)] : [],
  )
  return texts.toSorted().join()
}

/** The metadata under another name, which sets nothing apart. */
function metadataOf({ items }: TreeBranch): TreeBranch {
  const values = items.flatMap((item): readonly TreeValue[] =>
    item.kind === 'entry' && item.key === metadataKey ? [item.value] : [],
  )
  return branch(values.map((value) => entry('metadata', value)))
}
