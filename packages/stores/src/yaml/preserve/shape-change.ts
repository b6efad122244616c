import type { Comment, TreeValue } from '@sopskit/core'
import type { ListNode, MapNode, Node } from '../load/nodes/node.ts'

/** An item of a map or list as it stands in the text. */
export interface SourceItem {
  /** The key of an entry. */
  readonly name: string | undefined
  /** Its value or the comment that it is, with numbers in place of the leaves. */
  readonly mark: TreeValue | Comment
  /** The nodes of its key and its value; a comment has neither, and an item of a list no key. */
  readonly key: Node | undefined
  readonly value: Node | undefined
}

/** An item that comes: an entry of a map, or the value that is an item of a list. */
export interface NewItem {
  readonly name: string | undefined
  readonly value: TreeValue
}

interface Change {
  readonly parent: MapNode | ListNode
  readonly path: readonly string[]
}

/** Items that come, behind one that stays or first. */
export interface Insertion extends Change {
  readonly kind: 'insert'
  readonly previous: SourceItem | undefined
  readonly items: readonly NewItem[]
}

/** Items that go, one behind the other, and what stays on either side of them. */
export interface Removal extends Change {
  readonly kind: 'remove'
  readonly items: readonly SourceItem[]
  readonly previous: SourceItem | undefined
  readonly next: SourceItem | undefined
}

/** A value in the place of one that is of another kind, or was not there. */
export interface Replacement extends Change {
  readonly kind: 'replace'
  readonly item: SourceItem
  readonly value: TreeValue
}

/** A change that is more than another leaf where a leaf stands. */
export type ShapeChange = Insertion | Removal | Replacement
