import type { TreeValue } from '@sopskit/core'
import type { MapNode, MapPair } from '../load/nodes/node.ts'
import { metadataKey } from './walk-both.ts'
import { flowText } from './flow-text.ts'
import type { DocumentSite } from './metadata-place.ts'
import { endOfContent, endOfMetadata } from './metadata-place.ts'
import { spansBetween, type TextEdit } from './text-edit.ts'

// A comma in front belongs to the metadata, or one behind where the map had one behind its last entry.

/** Puts metadata behind the last entry of a document, or before its brace if more stands between. */
export function insertIntoFlow(site: DocumentSite, root: MapNode, metadata: TreeValue): TextEdit {
  const pair = `${JSON.stringify(metadataKey)}: ${flowText(metadata)}`
  const brace = root.start + root.length
  if (root.pairs.length === 0) return { start: brace, end: brace, text: pair }
  const end = endOfContent(site)
  const isNext = site.source.text.slice(end, brace).trim() === ''
  const at = isNext ? end : brace
  return { start: at, end: at, text: endsWithComma(site, root) ? `${pair},` : `, ${pair}` }
}

/** Takes them away with their comma. */
export function removeFromFlow(site: DocumentSite, pair: MapPair): TextEdit {
  const { text } = site.source
  const { start } = pair.key
  const end = endOfMetadata(pair, site)
  const [behind = ''] = /^[ \t\r\n]*,/.exec(text.slice(end)) ?? []
  if (behind !== '') return { start, end: end + behind.length, text: '' }
  const before = text.slice(0, start).trimEnd()
  return { start: before.endsWith(',') ? before.length - 1 : start, end, text: '' }
}

/** Writes other metadata in their place. */
export function replaceInFlow(site: DocumentSite, pair: MapPair, metadata: TreeValue): TextEdit {
  const { start } = pair.value
  return { start, end: endOfMetadata(pair, site), text: flowText(metadata) }
}

function endsWithComma({ source, comments }: DocumentSite, root: MapNode): boolean {
  const { text } = source
  let end = root.start + root.length
  for (const comment of spansBetween(comments, root.content, end).toReversed()) {
    if (text.slice(comment.end, end).trim() !== '') break
    end = comment.start
  }
  return text.slice(root.content, end).trimEnd().endsWith(',')
}
