import type { Comment, TreeEntry, TreeItem, TreeValue } from '@sopskit/core'
import { isComment } from '@sopskit/core'
import type { MapPair, Node } from '../load/nodes/node.ts'
import { refusal } from './refusal.ts'
import type { NewItem, SourceItem } from './shape-change.ts'

/** The items of a map, as marks, with the nodes of its pairs. */
export function itemsOfMap(
  marks: readonly TreeItem[],
  pairs: readonly MapPair[],
): readonly SourceItem[] {
  let index = 0
  return marks.map((item) => {
    if (isComment(item)) return commentItem(item)
    const pair = pairs[index++]
    return { name: item.key, mark: item.value, key: pair?.key, value: pair?.value }
  })
}

/** The items of a list, as marks, with their nodes. */
export function itemsOfList(
  marks: readonly (TreeValue | Comment)[],
  nodes: readonly Node[],
): readonly SourceItem[] {
  let index = 0
  return marks.map((mark) =>
    isComment(mark)
      ? commentItem(mark)
      : { name: undefined, mark, key: undefined, value: nodes[index++] },
  )
}

/** What is to be written; a comment alone cannot be. */
export function newItem(item: TreeItem | TreeValue | Comment, path: readonly string[]): NewItem {
  if (isEntry(item)) return { name: item.key, value: item.value }
  if (!isComment(item)) return { name: undefined, value: item }
  throw refusal('A comment came here, which the layout preserve cannot write.', path)
}

function commentItem(mark: Comment): SourceItem {
  return { name: undefined, mark, key: undefined, value: undefined }
}

function isEntry(item: TreeItem | TreeValue | Comment): item is TreeEntry {
  return item !== null && typeof item === 'object' && 'kind' in item && item.kind === 'entry'
}
