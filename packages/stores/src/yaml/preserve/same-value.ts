import type { Comment, TreeScalar } from '@sopskit/core'
import { isComment, isTimestamp } from '@sopskit/core'

/** True for two scalars that are the same, `1` and `1.0` being two. */
export function isSameScalar(left: TreeScalar, right: TreeScalar): boolean {
  if (left instanceof Uint8Array) return right instanceof Uint8Array && isSameBytes(left, right)
  if (left === null || typeof left !== 'object') return Object.is(left, right)
  return isTimestamp(right) && left.text === right.text
}

/** The same for leaves. Whether a comment stands on the line of its value is a matter of layout. */
export function isSameLeaf(left: TreeScalar | Comment, right: TreeScalar | Comment): boolean {
  if (isComment(left)) return isComment(right) && isSameScalar(left.text, right.text)
  return !isComment(right) && isSameScalar(left, right)
}

function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}
