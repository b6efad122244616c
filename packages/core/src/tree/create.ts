import type {
  Comment,
  Timestamp,
  TreeBranch,
  TreeEntry,
  TreeItem,
  TreeSequence,
  TreeValue,
} from './tree.ts'

/**
 * Makes a map from its items.
 *
 * @example
 * ```ts
 * import { branch, entry } from '@sopskit/core'
 * const document = branch([entry('password', 'hunter2')])
 * ```
 */
export function branch(items: readonly TreeItem[]): TreeBranch {
  return { kind: 'branch', items }
}

/**
 * Makes one key and its value.
 *
 * @example
 * ```ts
 * import { entry } from '@sopskit/core'
 * const port = entry('port', 8080n) // a bigint is a SOPS int, a number a SOPS float
 * ```
 */
export function entry(key: string, value: TreeValue): TreeEntry {
  return { kind: 'entry', key, value }
}

/**
 * Makes a list from its items.
 *
 * @example
 * ```ts
 * import { sequence } from '@sopskit/core'
 * const hosts = sequence(['a.example', 'b.example'])
 * ```
 */
export function sequence(items: readonly (TreeValue | Comment)[]): TreeSequence {
  return { kind: 'sequence', items }
}

/**
 * Makes a comment; `inline` is for one behind a value on the same line (C2).
 *
 * @example
 * ```ts
 * import { comment } from '@sopskit/core'
 * const note = comment(' rotated every month')
 * ```
 */
export function comment(text: string | Uint8Array, inline = false): Comment {
  return { kind: 'comment', text, inline }
}

/**
 * Makes a timestamp from text that is canonical RFC 3339 already; `parseTimestamp` checks foreign text.
 *
 * @example
 * ```ts
 * import { timestamp } from '@sopskit/core'
 * const since = timestamp('2001-12-14T21:59:43.1-05:00')
 * ```
 */
export function timestamp(text: string): Timestamp {
  return { kind: 'timestamp', text }
}
