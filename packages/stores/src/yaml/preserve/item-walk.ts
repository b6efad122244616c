import { isComment } from '@sopskit/core'
import type { ListNode, MapNode } from '../load/nodes/node.ts'
import { refusal } from './refusal.ts'
import type { NewItem, ShapeChange, SourceItem } from './shape-change.ts'

/** Meets the items of a map or list in their order, and puts together what comes or goes at one place. */
export class ItemWalk {
  private readonly parent: MapNode | ListNode
  private readonly path: readonly string[]
  private readonly changes: ShapeChange[]
  private previous: SourceItem | undefined
  private readonly going: SourceItem[] = []
  private readonly coming: NewItem[] = []

  constructor(parent: MapNode | ListNode, path: readonly string[], changes: ShapeChange[]) {
    this.parent = parent
    this.path = path
    this.changes = changes
  }

  /** @throws {@link SopsError} `EMIT_FAILED` for a comment. */
  remove(item: SourceItem): void {
    if (isComment(item.mark)) throw otherOrder(this.path)
    this.going.push(item)
  }

  insert(item: NewItem): void {
    this.coming.push(item)
  }

  keep(item: SourceItem): void {
    this.settle(item)
    this.previous = item
  }

  end(): void {
    this.settle(undefined)
  }

  private settle(next: SourceItem | undefined): void {
    const { parent, path, previous } = this
    const found = { parent, path, previous }
    const [comes, goes] = [this.coming.splice(0), this.going.splice(0)]
    if (comes.length > 0) this.changes.push({ ...found, kind: 'insert', items: comes })
    if (goes.length > 0) this.changes.push({ ...found, kind: 'remove', items: goes, next })
  }
}

/** What no change of single items makes of a map or list. */
export function otherOrder(path: readonly string[]): Error {
  return refusal(
    'Keys, list items or comments came, went or moved here in a way that the layout preserve cannot write. Use the layout sops.',
    path,
  )
}
