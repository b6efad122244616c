import type { TreeBranch } from '@sopskit/core'
import { isComment } from '@sopskit/core'
import { refusal } from './refusal.ts'
import { type LeafPlace, type LeafValue, walkBoth } from './walk-both.ts'

/** A leaf of the file and what is to stand in its place. */
export interface LeafPair extends LeafPlace {
  readonly kind: 'scalar' | 'comment'
  /** The number of the scalar or comment among the origins. */
  readonly index: number
  readonly target: LeafValue
}

/**
 * Puts the leaves of a document, as marks, beside those it is to have.
 *
 * @throws {@link SopsError} `EMIT_FAILED` when the two differ in more than their leaves.
 */
export function pairLeaves(marks: TreeBranch, target: TreeBranch): readonly LeafPair[] {
  const pairs: LeafPair[] = []
  const stop = walkBoth(marks, target, (mark, leaf, place) => {
    pairs.push(
      isComment(mark)
        ? { ...place, kind: 'comment', index: Number(mark.text), target: leaf }
        : { ...place, kind: 'scalar', index: Number(mark), target: leaf },
    )
    return true
  })
  if (stop === undefined) return pairs
  throw refusal(
    'Keys, list items or comments came or went here, which the layout preserve cannot write. Use the layout sops.',
    stop,
  )
}
