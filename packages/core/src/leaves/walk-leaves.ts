import { SopsError } from '../errors/sops-error.ts'
import { isBranch, isComment, isSequence } from '../tree/guards.ts'
import { maxValues } from '../tree/max-values.ts'
import type { TreeBranch, TreeBranches, TreeSequence, TreeValue } from '../tree/tree.ts'
import type { CommentScope, Leaf, LeafPlace } from './leaf.ts'
import { requireLevel } from './levels.ts'

/** Takes one leaf after the other. */
export type LeafVisitor = (leaf: Leaf) => void

/**
 * Walks over all documents and gives every leaf to `visit` in document order (M2), each with its path (V5,
 * V7) and the comments that govern it (R6).
 */
export function walkLeaves(branches: TreeBranches, visit: LeafVisitor): void {
  const walk = new Walk(visit)
  for (const document of branches) walk.branch(document, root)
}

/** A map or list on the way down: its path, the comments that govern all of it, its nesting level. */
interface Container {
  readonly path: readonly string[]
  readonly comments: CommentScope
  readonly level: number
}

const root: Container = { path: [], comments: undefined, level: 1 }

/** Keys in the paths of all leaves together: two million values five levels deep. */
const maxPathKeys = 10_000_000

// A comment governs the following items of its container up to the end of the first that is no
// comment (R6): `comments` grows with a run of comments and falls back to the container's own.

class Walk {
  readonly #visit: LeafVisitor
  #leaves = 0
  #keys = 0

  constructor(visit: LeafVisitor) {
    this.#visit = visit
  }

  branch({ items }: TreeBranch, { path, comments: outer, level }: Container): void {
    let comments = outer
    for (const item of items) {
      if (item.kind === 'comment') {
        comments = { text: item.text, outer: comments }
        this.#leaf({ value: item, path, place: 'comment', comments })
      } else {
        this.#value(item.value, 'entry', { path: [...path, item.key], comments, level })
        comments = outer
      }
    }
  }

  #sequence({ items }: TreeSequence, { path, comments: outer, level }: Container): void {
    let comments = outer
    for (const item of items) {
      if (isComment(item)) {
        comments = { text: item.text, outer: comments }
        this.#leaf({ value: item, path, place: 'item', comments })
      } else {
        this.#value(item, 'item', { path, comments, level })
        comments = outer
      }
    }
  }

  #value(value: TreeValue, place: LeafPlace, { path, comments, level }: Container): void {
    if (isBranch(value)) this.branch(value, { path, comments, level: requireLevel(level + 1) })
    else if (!isSequence(value)) this.#leaf({ value, path, place, comments })
    else this.#sequence(value, { path, comments, level: requireLevel(level + 1) })
  }

  // A few megabytes of short values, or of deep nesting, would otherwise take gigabytes.
  #leaf(leaf: Leaf): void {
    this.#keys += leaf.path.length
    if (++this.#leaves > maxValues || this.#keys > maxPathKeys) throw tooMany()
    this.#visit(leaf)
  }
}

function tooMany(): SopsError {
  return new SopsError(
    'LIMIT_EXCEEDED',
    `The file has more than ${maxValues} values and comments, or too many that are deeply nested. Split it into several files, or flatten it.`,
  )
}
