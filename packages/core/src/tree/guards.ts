import type {
  Comment,
  Timestamp,
  TreeBranch,
  TreeItem,
  TreeScalar,
  TreeSequence,
  TreeValue,
} from './tree.ts'

type Node = TreeValue | Comment

/**
 * True for a map.
 *
 * @example
 * ```ts
 * import { branch, isBranch } from '@sopskit/core'
 * isBranch(branch([])) // true
 * ```
 */
export function isBranch(value: Node): value is TreeBranch {
  return hasKind(value, 'branch')
}

/**
 * True for a list.
 *
 * @example
 * ```ts
 * import { isSequence, sequence } from '@sopskit/core'
 * isSequence(sequence([])) // true
 * ```
 */
export function isSequence(value: Node): value is TreeSequence {
  return hasKind(value, 'sequence')
}

/**
 * True for a comment.
 *
 * @example
 * ```ts
 * import { comment, isComment } from '@sopskit/core'
 * isComment(comment(' note')) // true
 * ```
 */
export function isComment(value: Node | TreeItem): value is Comment {
  return hasKind(value, 'comment')
}

/**
 * True for a timestamp.
 *
 * @example
 * ```ts
 * import { isTimestamp, timestamp } from '@sopskit/core'
 * isTimestamp(timestamp('2001-12-14T00:00:00Z')) // true
 * ```
 */
export function isTimestamp(value: Node): value is Timestamp {
  return hasKind(value, 'timestamp')
}

/**
 * True for anything that is neither a map, a list nor a comment.
 *
 * @example
 * ```ts
 * import { isScalar } from '@sopskit/core'
 * isScalar('text') // true
 * ```
 */
export function isScalar(value: Node): value is TreeScalar {
  return !isBranch(value) && !isSequence(value) && !isComment(value)
}

function hasKind(value: Node | TreeItem, kind: string): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}
