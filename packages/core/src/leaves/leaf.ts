import type { Comment, TreeScalar } from '../tree/tree.ts'

/**
 * Where a leaf stands: the value of a map's entry, an item of a list (a scalar or a comment, V20), or
 * a comment among the entries of a map.
 */
export type LeafPlace = 'entry' | 'item' | 'comment'

/**
 * The comments that govern a leaf under the comment rules (R6), innermost first: those of the run in
 * front of it and of the runs in front of each container it stands in. For a leaf that is a comment
 * the first one is the comment itself (R7). `undefined` when there is none.
 */
export type CommentScope = CommentLink | undefined

/** One comment of a {@link CommentScope} and the ones that govern it in turn. */
export interface CommentLink {
  readonly text: string | Uint8Array
  readonly outer: CommentScope
}

/** One value or comment of a tree and where it stands (M2). */
export interface Leaf {
  readonly value: TreeScalar | Comment
  /**
   * The map keys from the root of the document; list indexes are no part of it (V5), and a comment
   * has the path of the map or list that holds it (V7). Leaves of one container may share the array.
   */
  readonly path: readonly string[]
  readonly place: LeafPlace
  readonly comments: CommentScope
}
