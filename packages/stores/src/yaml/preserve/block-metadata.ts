import type { TreeValue } from '@sopskit/core'
import { branch, decodeUtf8, entry } from '@sopskit/core'
import { emitYaml } from '../emit/emit-yaml.ts'
import type { MapPair } from '../load/nodes/node.ts'
import { breakBefore } from './block-place.ts'
import { behindBreak, endOfLine, endsLine, startOfLine } from './line-end.ts'
import type { DocumentSite } from './metadata-place.ts'
import { commentsBelow, endOfContent, endOfMetadata, hasContent } from './metadata-place.ts'
import { type Span, spansBetween, type TextEdit } from './text-edit.ts'
import { metadataKey } from './walk-both.ts'

// A file that ends without a break gets metadata that end without one. Where comments stand above, an empty
// line sets the metadata apart, which counts for the comments as the end of the document does (C6). So
// decryption knows what to take away.

// Each that is tried costs reading the file once more.
const mostPlaces = 10

/**
 * The ways to put metadata into a document: to its end, above the comments there, or to its beginning, where
 * what ends without a break or belongs to the end of the file is not touched. Readers find them anywhere (D16).
 */
export function insertBlock(
  site: DocumentSite,
  column: number,
  metadata: TreeValue,
): readonly (readonly TextEdit[])[] {
  const lineBreak = lineBreakOf(site)
  const block = metadataLines(site, column, metadata).join(lineBreak)
  return insertionPoints(site).map((at) => {
    const isOpen = at > 0 && breakBefore(site.source, at) === ''
    const gap = hasCommentsAbove(site, at) ? lineBreak : ''
    const text = isOpen ? lineBreak + gap + block : gap + block + lineBreak
    return [{ start: at, end: at, text }]
  })
}

/** The ways to take them away, with the empty line and the break that were put before them. */
export function removeBlock(site: DocumentSite, pair: MapPair): readonly (readonly TextEdit[])[] {
  const { source, document } = site
  const { start, lineEnd } = linesOf(site, pair)
  const end = behindBreak(source.text, lineEnd)
  const filler = [{ start, end, text: `{}${source.original.slice(lineEnd, end)}` }]
  const isAlone = !hasContent(site)
  if (isAlone && !document.node.marked) return [filler]
  const comments = commentsIn(site, start, end)
  if (comments.length > 0) {
    return [aroundComments(site, comments, { start, end: lineEnd, text: '' })]
  }
  const behindGap = hasCommentsAbove(site, start) ? start - emptyLineBefore(site, start) : start
  const isOpen = lineEnd === source.text.length
  const lastBreak = isOpen ? breakBefore(source, behindGap).length : 0
  const removal = [{ start: behindGap - lastBreak, end, text: '' }]
  // Where comments are all there is, sops has braces below them.
  return isAlone ? [removal, filler] : [removal]
}

/** Writes other metadata in their place. */
export function replaceBlock(
  site: DocumentSite,
  pair: MapPair,
  metadata: TreeValue,
): readonly TextEdit[] {
  const { start, lineEnd } = linesOf(site, pair)
  const lines = metadataLines(site, pair.key.start - start, metadata)
  const lineBreak = lineBreakOf(site)
  const block = { start, end: lineEnd, text: lines.join(lineBreak) }
  const comments = commentsIn(site, start, lineEnd)
  if (comments.length === 0) return [block]
  return aroundComments(site, comments, { ...block, text: `${lineBreak}${block.text}` })
}

/** Comments of the document that stand between its metadata, where sops writes some (C28). */
function commentsIn({ kept }: DocumentSite, from: number, to: number): readonly Span[] {
  return spansBetween(kept, from, to)
}

/** Makes a change that spares comments: they come first, each on a line of its own. */
function aroundComments(
  site: DocumentSite,
  comments: readonly Span[],
  { start, end, text }: TextEdit,
): readonly TextEdit[] {
  const edits: TextEdit[] = []
  let offset = start
  for (const comment of comments) {
    const lineBreak = edits.length === 0 ? '' : lineBreakOf(site)
    edits.push({ start: offset, end: comment.start, text: lineBreak })
    offset = comment.end
  }
  return [...edits, { start: offset, end, text }]
}

/** The end of the document, the empty lines between the comments there, and the line of the first key. */
function insertionPoints(site: DocumentSite): readonly number[] {
  const { text } = site.source
  const { root, end } = site.document.node
  if (root.kind !== 'map') return [end]
  const between = [endOfContent(site), ...commentsBelow(site, end).map((comment) => comment.end)]
    .slice(0, -1)
    .map((offset) => behindBreak(text, endOfLine(text, offset)))
    .filter((offset) => endsLine(text, offset))
  const first = startOfLine(text, root.content)
  const isAlone = text.slice(first, root.content).trim() === ''
  return [end, ...between.toReversed().slice(0, mostPlaces), ...(isAlone ? [first] : [])]
}

function hasCommentsAbove(site: DocumentSite, offset: number): boolean {
  return commentsBelow(site, offset).length > 0
}

function linesOf(site: DocumentSite, pair: MapPair): { start: number; lineEnd: number } {
  const { text } = site.source
  return {
    start: startOfLine(text, pair.key.start),
    lineEnd: endOfLine(text, endOfMetadata(pair, site)),
  }
}

function metadataLines(
  { indent }: DocumentSite,
  column: number,
  metadata: TreeValue,
): readonly string[] {
  const bytes = emitYaml([branch([entry(metadataKey, metadata)])], { indent })
  const lines = (decodeUtf8(bytes) ?? '').replace(/\n$/, '').split('\n')
  const margin = ' '.repeat(column)
  return lines.map((line) => (line === '' ? '' : margin + line))
}

/** The length of the break that makes the line in front of an offset an empty one. */
function emptyLineBefore({ source }: DocumentSite, offset: number): number {
  const { length } = breakBefore(source, offset)
  return length > 0 && breakBefore(source, offset - length) !== '' ? length : 0
}

/** The break that the lines of a file end with. */
export function lineBreakOf({ source }: Pick<DocumentSite, 'source'>): string {
  return /\r\n|[\n\r\u0085]/.exec(source.original)?.[0] ?? '\n'
}
