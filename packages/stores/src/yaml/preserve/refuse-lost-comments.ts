import { isComment, SopsError } from '@sopskit/core'
import type { Node } from '../load/nodes/node.ts'
import { positionAt } from '../load/source/source-text.ts'
import type { Origins } from './load-origins.ts'
import { commentsOfMetadata } from './metadata-place.ts'
import type { LeafPair } from './pair-leaves.ts'
import { isSealed } from './sealed-text.ts'
import type { Span } from './text-edit.ts'

/**
 * Refuses a comment that the tree has lost (C3) where it may belong to what is encrypted: no rule says what
 * becomes of it, and it would stay readable. That is beside an encrypted value, and in an empty collection,
 * of which nobody knows whether it would be encrypted.
 *
 * @throws {@link SopsError} `EMIT_FAILED`.
 */
export function refuseLostComments(origins: Origins, pairs: readonly LeafPair[]): void {
  const lost = lostComments(origins, pairs)
  if (lost.length === 0) return
  const leaves = leavesInOrder(origins, pairs)
  const empty = origins.documents.flatMap(({ node }) => emptyCollections(node.root))
  for (const { start } of lost) {
    const isInside = empty.some((span) => span.start < start && start < span.end)
    const near = isInside
      ? leaves
      : [leaves.findLast((leaf) => leaf.start < start), leaves.find((leaf) => leaf.start > start)]
    const sealed = near.find((leaf) => leaf?.isSealed === true)
    if (sealed !== undefined) {
      const position = positionAt(origins.source, start)
      throw new SopsError('EMIT_FAILED', readable, { path: sealed.path, position })
    }
  }
}

const readable =
  'A comment near an encrypted value belongs to nothing and would stay readable. Move it to a line of its own above a key.'

function lostComments(origins: Origins, pairs: readonly LeafPair[]): readonly Span[] {
  const { source, comments } = origins
  const kept = new Set([
    ...pairs.flatMap(({ kind, index }) => (kind === 'comment' ? [index] : [])),
    ...origins.documents.flatMap(commentsOfMetadata),
  ])
  return comments.filter(({ start, end }, index) => {
    const text = source.text.slice(start + 1, end)
    return !kept.has(index) && text.trim() !== '' && !isSealed(text)
  })
}

interface Leaf {
  readonly start: number
  readonly isSealed: boolean
  readonly path: readonly string[]
}

/** The leaves as they follow in the text, without those that are never encrypted (V12, V13). */
function leavesInOrder(origins: Origins, pairs: readonly LeafPair[]): readonly Leaf[] {
  return pairs
    .flatMap((pair) => {
      const { target, path } = pair
      const value = isComment(target) ? target.text : target
      if (value === null || value === '') return []
      const isSecret = typeof value === 'string' && isSealed(value)
      return [{ start: startOf(pair, origins), isSealed: isSecret, path }]
    })
    .toSorted((left, right) => left.start - right.start)
}

function startOf({ kind, index }: LeafPair, { scalars, comments }: Origins): number {
  if (kind === 'comment') return comments[index]?.start ?? 0
  const node = scalars[index]?.node
  return node?.token?.start ?? node?.start ?? 0
}

function emptyCollections(node: Node): readonly Span[] {
  if (node.kind === 'scalar' || node.kind === 'alias') return []
  const children = node.kind === 'map' ? node.pairs.map(({ value }) => value) : node.items
  if (children.length > 0) return children.flatMap(emptyCollections)
  return [{ start: node.start, end: node.start + node.length }]
}
