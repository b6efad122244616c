import { SopsError } from '../errors/sops-error.ts'
import { isBranch, isComment, isSequence } from '../tree/guards.ts'
import type {
  Comment,
  TreeBranch,
  TreeBranches,
  TreeScalar,
  TreeSequence,
  TreeValue,
} from '../tree/tree.ts'
import type { CommentScope, Leaf } from './leaf.ts'

/** Gives what replaces a leaf. */
export type LeafMapper = (leaf: Leaf) => TreeScalar | Comment

/** A map or list on the way down: its path, the comments that govern all of it, its nesting level. */
interface Container {
  readonly path: readonly string[]
  readonly comments: CommentScope
  readonly level: number
}

const maximumLevel = 1000

/** Keys in the paths of all leaves together: a million values ten levels deep. */
const maximumPathKeys = 10_000_000

/** The one walk over a tree: gives every leaf to `map` in document order (M2) and builds the tree of the answers. */
export function mapLeaves(branches: TreeBranches, map: LeafMapper): TreeBranches {
  const root = { path: [], comments: undefined, level: 1 }
  const bounded = boundPaths(map)
  return branches.map((document) => mapBranch(document, root, bounded))
}

// A few megabytes of deep nesting with many values would otherwise take gigabytes for their paths.
function boundPaths(map: LeafMapper): LeafMapper {
  let keys = 0
  return (leaf) => {
    keys += leaf.path.length
    if (keys <= maximumPathKeys) return map(leaf)
    throw new SopsError(
      'LIMIT_EXCEEDED',
      'The document has too many deeply nested values; flatten it, or split it into several files.',
    )
  }
}

// A comment governs the following items of its container up to the end of the first that is no
// comment (R6): `comments` grows with a run of comments and falls back to the container's own.

function mapBranch(branch: TreeBranch, container: Container, map: LeafMapper): TreeBranch {
  const { path, level } = container
  let comments = container.comments
  const items = branch.items.map((item) => {
    if (item.kind === 'comment') {
      comments = { text: item.text, outer: comments }
      return toComment({ value: item, path, place: 'comment', comments }, map)
    }
    const { key, value } = item
    const here = { path: [...path, key], comments, level }
    comments = container.comments
    return { kind: 'entry', key, value: mapEntryValue(value, here, map) } as const
  })
  return { kind: 'branch', items }
}

function mapEntryValue(value: TreeValue, here: Container, map: LeafMapper): TreeValue {
  if (isBranch(value)) return mapBranch(value, descend(here), map)
  if (isSequence(value)) return mapSequence(value, descend(here), map)
  return toScalar({ value, path: here.path, place: 'entry', comments: here.comments }, map)
}

function mapSequence(sequence: TreeSequence, container: Container, map: LeafMapper): TreeSequence {
  const { path, level } = container
  let comments = container.comments
  const items = sequence.items.map((item) => {
    if (isComment(item)) {
      comments = { text: item.text, outer: comments }
      return map({ value: item, path, place: 'item', comments })
    }
    const here = { path, comments, level }
    comments = container.comments
    if (isBranch(item)) return mapBranch(item, descend(here), map)
    if (isSequence(item)) return mapSequence(item, descend(here), map)
    return map({ value: item, path, place: 'item', comments: here.comments })
  })
  return { kind: 'sequence', items }
}

function descend(container: Container): Container {
  if (container.level < maximumLevel) return { ...container, level: container.level + 1 }
  throw new SopsError(
    'LIMIT_EXCEEDED',
    `Maps and lists are nested deeper than ${maximumLevel} levels; flatten the document.`,
  )
}

function toComment(leaf: Leaf, map: LeafMapper): Comment {
  const mapped = map(leaf)
  if (isComment(mapped)) return mapped
  throw misplaced(leaf, 'A comment of a map can only become a comment, not a value.')
}

function toScalar(leaf: Leaf, map: LeafMapper): TreeScalar {
  const mapped = map(leaf)
  if (!isComment(mapped)) return mapped
  throw misplaced(leaf, 'A value was marked as a comment after it was encrypted.')
}

function misplaced(leaf: Leaf, message: string): SopsError {
  return new SopsError('INVALID_PLAINTEXT', message, { path: leaf.path })
}
