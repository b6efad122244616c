import type { BlockPlace } from './block-place.ts'
import { blockOf, breakBefore } from './block-place.ts'
import { type BlockSpelling, indentLines, spellBlock } from './block-spelling.ts'
import { behindBreak, endOfLine, endsLine } from './line-end.ts'
import type { ScalarSite } from './scalar-site.ts'
import type { Rewriting, TextEdit } from './text-edit.ts'

/** Puts other text into a block: its header, column and empty lines below stay where they can. */
export function* rewrittenBlock(
  site: ScalarSite,
  value: string,
  sign: '|' | '>',
): Generator<Rewriting> {
  const { token } = site
  const place = blockOf(site)
  const { indicators, column, emptyLines } = place
  const depth = column - Math.max(token.indent, 0)
  const mayKeep = emptyLines === 0
  const spelled = spellBlock(value, { sign, indicators, column, depth, mayKeep })
  if (spelled === undefined) return
  const header = {
    start: token.start,
    end: place.headerEnd,
    text: `${sign}${spelled.indicators}`,
  }
  const lines = indentLines(spelled.lines, column, place.lineBreak)
  yield {
    spelling: spelling(spelled, column),
    edits: [header, linesEdit(place, spelled, lines), ...gapEdits(place, spelled)],
  }
}

function linesEdit(place: BlockPlace, { breaks }: BlockSpelling, lines: string): TextEdit {
  const { linesStart, linesEnd, lineBreak, endsWithBreak } = place
  // Where there were no lines, or none after them in the file, their break is missing.
  const lacksBreak = linesStart === linesEnd || (breaks > 0 && !endsWithBreak)
  return { start: linesStart, end: linesEnd, text: lacksBreak ? lines + lineBreak : lines }
}

/** Only where breaks at the end are kept do the empty lines below belong to the text. */
function gapEdits(place: BlockPlace, { breaks }: BlockSpelling): readonly TextEdit[] {
  const wanted = breaks - 1
  if (breaks < 2 || place.emptyLines === wanted) return []
  return [{ ...place.gap, text: place.lineBreak.repeat(wanted) }]
}

/**
 * Makes a literal block of what stood on one line, as sops writes text of several lines (E41). Not beside a
 * comment, nor where the empty lines below would get a meaning.
 */
export function* newBlock(site: ScalarSite, value: string): Generator<Rewriting> {
  const { source, token } = site
  if (token.inFlow || !endsLine(source.text, token.end) || value.endsWith('\n\n')) return
  const lineEnd = endOfLine(source.text, token.end)
  const column = columnOfNewBlock(site)
  const depth = column - token.indent
  const spelled = spellBlock(value, { sign: '|', indicators: '', column, depth, mayKeep: false })
  if (spelled === undefined) return
  const lineBreak = breakBefore(source, behindBreak(source.text, lineEnd)) || '\n'
  const lines = indentLines(spelled.lines, column, lineBreak)
  const text = `|${spelled.indicators}${lineBreak}${lines}`
  yield { spelling: spelling(spelled, column), edits: [{ start: token.start, end: lineEnd, text }] }
}

function columnOfNewBlock({ token, inList, step }: ScalarSite): number {
  const { indent } = token
  return inList ? indent + 2 : step * Math.floor((indent + step) / step)
}

function spelling({ sign, indicators, lines, breaks }: BlockSpelling, column: number): string {
  // Whoever asks puts the last break behind it.
  const end = '\n'.repeat(Math.max(breaks - 1, 0))
  return `${sign}${indicators}\n${indentLines(lines, column, '\n')}${end}`
}
