/**
 * The document tree that stores load and emit: ordered items instead of plain objects, because key
 * order, duplicate keys, comments and the difference between int and float must survive (M2, J4).
 *
 * @module
 */

/** A point in time as YAML knows it. `text` is canonical RFC 3339: `T`, a zone, no trailing zeros in the fraction (V-table, E10). */
export interface Timestamp {
  readonly kind: 'timestamp'
  readonly text: string
}

/**
 * A comment. `text` is everything after the comment sign; `inline` marks one that stood behind its
 * value on the same line (C2). Bytes stand for text that is not valid UTF-8.
 */
export interface Comment {
  readonly kind: 'comment'
  readonly text: string | Uint8Array
  readonly inline: boolean
}

/**
 * A leaf value. A `bigint` is a SOPS int (64-bit signed), a `number` a SOPS float, a `Uint8Array` a
 * `str` whose bytes are not valid UTF-8.
 */
export type TreeScalar = string | bigint | number | boolean | null | Uint8Array | Timestamp

/** A list. Comments are items of their own (C16). */
export interface TreeSequence {
  readonly kind: 'sequence'
  readonly items: readonly (TreeValue | Comment)[]
}

/** One key and its value in a {@link TreeBranch}. */
export interface TreeEntry {
  readonly kind: 'entry'
  readonly key: string
  readonly value: TreeValue
}

/** What a {@link TreeBranch} is made of. */
export type TreeItem = TreeEntry | Comment

/** A map: entries and comments in document order. Keys may repeat (J4). */
export interface TreeBranch {
  readonly kind: 'branch'
  readonly items: readonly TreeItem[]
}

/** Anything that can stand behind a key or in a list. */
export type TreeValue = TreeScalar | TreeBranch | TreeSequence

/** All documents of one file. Only YAML can have more than one (M2). */
export type TreeBranches = readonly TreeBranch[]
