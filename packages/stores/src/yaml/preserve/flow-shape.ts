import type { Comment, TreeItem, TreeValue } from '@sopskit/core'
import { isBranch, isSequence } from '@sopskit/core'
import { doubleQuoted } from '../emit/double-quotes.ts'
import type { ListNode, MapNode } from '../load/nodes/node.ts'
import type { SourceText } from '../load/source/source-text.ts'
import { inlineSpellings } from './inline-spelling.ts'
import { startOfLine } from './line-end.ts'
import type { NewStyle } from './new-style.ts'
import { endOfNode } from './node-end.ts'
import { readsBack } from './reads-back.ts'
import { refusal } from './refusal.ts'
import type { Insertion, NewItem, Removal, Replacement, SourceItem } from './shape-change.ts'
import type { ShapeSite } from './shape-edits.ts'
import { newItem } from './source-items.ts'
import { spansBetween, type TextEdit } from './text-edit.ts'

/** Puts new items behind one that stays, on lines of their own if that one has its own. */
export function insertInFlow(
  { parent, previous, items, path }: Insertion,
  { origins: { source }, style }: ShapeSite,
): readonly TextEdit[] {
  const { text } = source
  const spelled = items.map((item) => spellItem(item, style))
  if (previous?.value === undefined) {
    if (hasChildren(parent)) throw noRoom(path)
    const at = parent.content + 1
    return [{ start: at, end: at, text: spelled.join(', ') }]
  }
  const at = endOf(previous, source)
  const start = startOf(previous)
  const lineStart = startOfLine(text, start)
  const margin = text.slice(lineStart, start)
  const gap = margin.trim() === '' && lineStart > parent.content ? style.lineBreak + margin : ' '
  return [{ start: at, end: at, text: spelled.map((item) => `,${gap}${item}`).join('') }]
}

/** Takes items away with the comma behind them, the last ones with the comma before. */
export function removeInFlow(
  { parent, items, previous, next, path }: Removal,
  { origins: { source }, kept }: ShapeSite,
): readonly TextEdit[] {
  const [first, last] = [items[0], items.at(-1)]
  if (first === undefined || last === undefined) return []
  let [start, end] = [startOf(first), endOf(last, source)]
  if (next?.value !== undefined) end = startOf(next)
  else if (previous?.value !== undefined) start = endOf(previous, source)
  else if (next === undefined && previous === undefined) {
    start = parent.content + 1
    end = parent.start + parent.length
  } else throw noRoom(path)
  if (spansBetween(kept, start, end).length > 0) throw noRoom(path)
  return [{ start, end, text: '' }]
}

/** Writes another value in the place of one. */
export function replaceFlowValue(
  { item, value, path }: Replacement,
  { origins: { source }, style }: ShapeSite,
): readonly TextEdit[] {
  const { value: node } = item
  if (node === undefined || (node.kind === 'scalar' && node.token === undefined)) throw noRoom(path)
  return [{ start: node.start, end: endOfNode(node, source), text: spellValue(value, style) }]
}

function spellItem({ name, value }: NewItem, style: NewStyle): string {
  return name === undefined ? spellValue(value, style) : spellEntry(name, value, style)
}

function spellEntry(name: string, value: TreeValue, style: NewStyle): string {
  const isPlain = !style.isJson && readsBack(name, name, inFlow)
  return `${isPlain ? name : doubleQuoted(name)}: ${spellValue(value, style)}`
}

function spellValue(value: TreeValue, style: NewStyle): string {
  if (isBranch(value)) return `{${spellItems(value.items, style)}}`
  if (isSequence(value)) return `[${spellItems(value.items, style)}]`
  const spellings = inlineSpellings(value, style.isJson ? 'double' : 'plain', true)
  const spelled = spellings.find((one) => readsBack(one, value, inFlow))
  if (spelled === undefined) throw noRoom([])
  return spelled
}

function spellItems(items: readonly (TreeItem | TreeValue | Comment)[], style: NewStyle): string {
  return items.map((item) => spellItem(newItem(item, []), style)).join(', ')
}

const inFlow = { inFlow: true, indent: 0 } as const

function startOf({ key, value }: SourceItem): number {
  return key?.start ?? value?.start ?? 0
}

function endOf({ key, value }: SourceItem, source: SourceText): number {
  const ends = [key, value].map((node) => (node === undefined ? 0 : endOfNode(node, source)))
  return Math.max(...ends)
}

function hasChildren(parent: MapNode | ListNode): boolean {
  return parent.kind === 'map' ? parent.pairs.length > 0 : parent.items.length > 0
}

function noRoom(path: readonly string[]): Error {
  return refusal(
    'A comment, or a value that is not there, stands where something comes or goes in a flow collection. Use the layout sops.',
    path,
  )
}
