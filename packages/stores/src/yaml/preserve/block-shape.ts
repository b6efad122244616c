import type { TreeValue } from '@sopskit/core'
import type { ListNode, MapNode } from '../load/nodes/node.ts'
import { breakBefore } from './block-place.ts'
import { endOfItem, lineBehind } from './item-place.ts'
import { endsLine, startOfLine } from './line-end.ts'
import {
  indented,
  isCollection,
  linesOfCollection,
  linesOfItem,
  linesOfValue,
} from './new-lines.ts'
import { refusal } from './refusal.ts'
import type { Insertion, Removal, Replacement, SourceItem } from './shape-change.ts'
import type { ShapeSite } from './shape-edits.ts'
import { spansBetween, type TextEdit } from './text-edit.ts'

/** Puts new items on lines of their own, behind the one that stays before them. */
export function insertLines(
  { parent, previous, items, path }: Insertion,
  { origins, style }: ShapeSite,
): readonly TextEdit[] {
  const { source } = origins
  const at =
    previous === undefined ? firstLine(parent, origins.source.text) : lineBehind(previous, origins)
  if (at === undefined) throw noRoom(path)
  const lines = items.flatMap((item) => linesOfItem(item, style))
  const block = indented(lines, columnOf(parent, source.text)).join(style.lineBreak)
  const isOpen = at > 0 && breakBefore(source, at) === ''
  const { gap, lineBreak } = style
  const text = isOpen ? lineBreak + gap + block : gap + block + lineBreak
  return [{ start: at, end: at, text }]
}

/** Takes items away with their lines; comments that stay get a line of their own. */
export function removeLines(change: Removal, site: ShapeSite): readonly TextEdit[] {
  const { items, next } = change
  return items.flatMap((item, index) => {
    const behind = items[index + 1] ?? next
    return removeItem(item, { ...change, next: behind }, site)
  })
}

function removeItem(
  item: SourceItem,
  { parent, next, path }: Removal,
  { origins, kept }: ShapeSite,
): readonly TextEdit[] {
  const { text } = origins.source
  const from = startOfItem(item, parent, text)
  if (from === undefined) throw noRoom(path)
  const start = startOfLine(text, from)
  if (text.slice(start, from).trim() !== '') {
    // It stands behind a dash, where the next one has to stand then.
    const until = next === undefined ? undefined : startOfItem(next, parent, text)
    if (until === undefined || spansBetween(kept, from, until).length > 0) throw noRoom(path)
    return [{ start: from, end: until, text: '' }]
  }
  const end = lineBehind(item, origins)
  const edits: TextEdit[] = []
  let offset = from
  for (const comment of spansBetween(kept, start, end)) {
    edits.push({ start: offset, end: comment.start, text: '' })
    offset = comment.end
  }
  return edits.length === 0 ? [{ start, end, text: '' }] : edits
}

/** Puts a value behind the colon of its key, or in the place of an item of a list. */
export function replaceBlockValue(
  { parent, item, value, path }: Replacement,
  { origins, style, kept }: ShapeSite,
): readonly TextEdit[] {
  const { text } = origins.source
  const start = startOfValue(item, text)
  if (start === undefined) throw noRoom(path)
  const end = Math.max(start, endOfItem(item, origins))
  const isLong = isCollection(value) && value.items.length > 0
  if (isLong && !endsLine(text, end)) throw noRoom(path)
  const lines = item.key === undefined ? withoutBlank(value, style) : linesOfValue(value, style)
  const [first = '', ...others] = lines
  const margin = item.key === undefined ? start - startOfLine(text, start) : columnOf(parent, text)
  const below = indented(others, margin).map((line) => style.lineBreak + line)
  const [comment, ...more] = spansBetween(kept, start, end)
  if (comment === undefined) return [{ start, end, text: first + below.join('') }]
  // The one behind the colon stays there.
  const isBehind = more.length === 0 && text.slice(start, comment.start).trim() === ''
  if (!isBehind) throw noRoom(path)
  return [
    { start, end: start, text: first },
    { start: comment.end, end, text: below.join('') },
  ]
}

/** The lines of a value that follows a dash and its blanks. */
function withoutBlank(value: TreeValue, style: ShapeSite['style']): readonly string[] {
  if (isCollection(value) && value.items.length > 0) return linesOfCollection(value, style)
  const [first = '', ...others] = linesOfValue(value, style)
  return [first.slice(1), ...others]
}

/** Behind the colon, or where the item of a list begins. */
function startOfValue({ key, value }: SourceItem, text: string): number | undefined {
  if (key === undefined) {
    const isMissing = value?.kind === 'scalar' && value.token === undefined
    return isMissing ? undefined : value?.start
  }
  if (key.kind !== 'scalar' || key.token === undefined) return undefined
  const colon = /[ \t]*:/y
  colon.lastIndex = key.token.end
  return colon.test(text) ? colon.lastIndex : undefined
}

/** Where the key or the dash of an item stands. */
function startOfItem(
  { key, value }: SourceItem,
  parent: MapNode | ListNode,
  text: string,
): number | undefined {
  if (parent.kind === 'map') return key?.start
  if (value === undefined) return undefined
  const lineStart = startOfLine(text, value.start)
  const dash = lineStart + columnOf(parent, text)
  return /^-[ \t]*$/.test(text.slice(dash, value.start)) ? dash : undefined
}

/** The line of the first item, where it stands at its beginning. */
function firstLine(parent: MapNode | ListNode, text: string): number | undefined {
  const start = startOfLine(text, parent.content)
  return text.slice(start, parent.content).trim() === '' ? start : undefined
}

function columnOf({ content }: MapNode | ListNode, text: string): number {
  return content - startOfLine(text, content)
}

function noRoom(path: readonly string[]): Error {
  return refusal(
    'What comes or goes here has no lines of its own. Use the layout sops, or give it some.',
    path,
  )
}
