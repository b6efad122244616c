import type { TreeValue } from '@sopskit/core'
import { branch, isBranch, isComment, isSequence } from '@sopskit/core'
import type { MapNode, MapPair } from '../load/nodes/node.ts'
import type { SourceText } from '../load/source/source-text.ts'
import { resolveScalar } from '../load/tree/resolve-scalar.ts'
import { startOfLine } from './line-end.ts'
import type { OriginDocument, Origins } from './load-origins.ts'
import { endOfNode } from './node-end.ts'
import { inOrder, type Span, spansBetween } from './text-edit.ts'
import { itemsBesideMetadata, metadataKey } from './walk-both.ts'

/** A document in the text of its file. */
export interface DocumentSite {
  readonly source: SourceText
  readonly document: OriginDocument
  /** All comments of the file in their order, and those of them that the tree has outside of metadata. */
  readonly comments: readonly Span[]
  readonly kept: readonly Span[]
  /** Where the comments inside of its metadata end. */
  readonly commentsEnd: number
  /** Where the document before ends. */
  readonly start: number
  /** The setting of indentation that metadata is written with. */
  readonly indent: number
}

/** All documents of a file. */
export function documentSites(origins: Origins, indent: number): readonly DocumentSite[] {
  const { source, documents } = origins
  const spans = (marks: readonly number[]): readonly Span[] =>
    marks.flatMap((index) => origins.comments[index] ?? [])
  const comments = inOrder(origins.comments)
  const kept = inOrder(spans(documents.flatMap(commentsBesideMetadata)))
  return documents.map((document, index) => {
    const start = documents[index - 1]?.node.end ?? 0
    const commentsEnd = inOrder(spans(commentsOfMetadata(document))).at(-1)?.end ?? 0
    return { source, document, comments, kept, commentsEnd, start, indent }
  })
}

/** The pair of a document that holds its metadata. */
export function metadataPair(map: MapNode): MapPair | undefined {
  return map.pairs.find(isMetadata)
}

/** Behind the last character of the metadata, the comments in it included. */
export function endOfMetadata(
  { key, value }: MapPair,
  { source, commentsEnd }: DocumentSite,
): number {
  return Math.max(endOfNode(key, source), endOfNode(value, source), commentsEnd)
}

/** The comments inside the metadata, which sops drops (D15). */
export function commentsOfMetadata({ marks }: OriginDocument): readonly number[] {
  const item = marks.items.find((one) => one.kind === 'entry' && one.key === metadataKey)
  return item?.kind === 'entry' ? commentMarks(item.value) : []
}

function commentsBesideMetadata({ marks }: OriginDocument): readonly number[] {
  return commentMarks(branch(itemsBesideMetadata(marks)))
}

/** The comments on lines of their own below the last content of a document. */
export function commentsBelow(site: DocumentSite, limit: number): readonly Span[] {
  const { text } = site.source
  return spansBetween(site.comments, endOfContent(site), limit).filter(
    ({ start }) => text.slice(startOfLine(text, start), start).trim() === '',
  )
}

/** Whether a document has anything beside its metadata. */
export function hasContent({ document }: DocumentSite): boolean {
  const { root } = document.node
  return root.kind === 'map' && root.pairs.some((pair) => !isMetadata(pair))
}

/** Behind the last character of a document, comments and metadata aside. */
export function endOfContent({ source, document, start }: DocumentSite): number {
  const { root } = document.node
  if (root.kind !== 'map') return start
  const last = root.pairs.findLast((pair) => !isMetadata(pair))
  return last === undefined
    ? start
    : Math.max(endOfNode(last.key, source), endOfNode(last.value, source))
}

function isMetadata({ key }: MapPair): boolean {
  return key.kind === 'scalar' && resolveScalar(key) === metadataKey
}

/** The numbers of the comments in a value. */
export function commentMarks(value: TreeValue): readonly number[] {
  if (isBranch(value)) {
    return value.items.flatMap((item) =>
      item.kind === 'comment' ? [Number(item.text)] : commentMarks(item.value),
    )
  }
  if (!isSequence(value)) return []
  return value.items.flatMap((item) => (isComment(item) ? [Number(item.text)] : commentMarks(item)))
}
