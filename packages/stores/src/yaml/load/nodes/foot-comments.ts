import type { Node } from './node.ts'

/** Hands a foot comment on, over whatever stood there (C13). */
export function moveFoot(from: Node, to: Node): void {
  const { foot } = from.comments
  if (foot === '') return
  from.comments = { ...from.comments, foot: '' }
  to.comments = { ...to.comments, foot }
}

/** Lets a key have the foot of its value unless it has one itself (C13). */
export function moveFootToKey(value: Node, key: Node): void {
  if (key.comments.foot === '') moveFoot(value, key)
}
