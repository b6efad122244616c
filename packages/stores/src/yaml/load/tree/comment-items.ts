import type { Comment } from '@sopskit/core'
import { comment } from '@sopskit/core'

/** A list that takes comments, whatever else it takes. */
interface CommentTaker {
  push(item: Comment): unknown
}

/** Adds the lines of a note as comment items, without their `#`; blank lines vanish (C1). */
export function addComments(items: CommentTaker, note: string, inline = false): void {
  if (note === '') return
  for (const line of note.split('\n')) {
    if (line !== '') items.push(comment(line.slice(1), inline))
  }
}
