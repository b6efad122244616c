import { foldLines } from './fold-lines.ts'

/** A block scalar: what stands behind its `|` or `>`, and its lines without indentation. */
export interface BlockSpelling {
  readonly sign: '|' | '>'
  readonly indicators: string
  readonly lines: readonly string[]
  /** Breaks at the end of the text. */
  readonly breaks: number
}

/** What a block is to look like. */
export interface BlockForm {
  readonly sign: '|' | '>'
  /** What stood behind the sign, such as `2-`. */
  readonly indicators: string
  /** Column of the lines, and how far that is from the map or list around. */
  readonly column: number
  readonly depth: number
  /** Whether the one break at the end of a text may be said to be kept. */
  readonly mayKeep: boolean
}

const widestLine = 80
const deepestDigit = 9

/** Spells a text as a block (E41); `undefined` when it cannot be one there. */
export function spellBlock(text: string, form: BlockForm): BlockSpelling | undefined {
  const body = withoutBreaks(text)
  if (body === '') return undefined
  const { sign, column } = form
  const lines = sign === '|' ? body.split('\n') : foldLines(body, widestLine - column)
  const breaks = text.length - body.length
  const indicators = indicatorsFor(lines, breaks, form)
  return indicators === undefined ? undefined : { sign, indicators, lines, breaks }
}

// Not by a pattern: one with `+$` takes long for text with many breaks in it.
function withoutBreaks(text: string): string {
  let end = text.length
  while (text.charAt(end - 1) === '\n') end--
  return text.slice(0, end)
}

function indicatorsFor(
  lines: readonly string[],
  breaks: number,
  { indicators, depth, mayKeep }: BlockForm,
): string | undefined {
  const keeps = breaks > 1 || (breaks === 1 && mayKeep && indicators.includes('+'))
  const chomping = keeps ? '+' : breaks === 1 ? '' : '-'
  const chomped = /[-+]/.test(indicators)
    ? indicators.replace(/[-+]/, chomping)
    : indicators + chomping
  if (/\d/.test(indicators) || !startsWithBlank(lines)) return chomped
  return depth > deepestDigit ? undefined : `${depth}${chomped}`
}

function startsWithBlank(lines: readonly string[]): boolean {
  return /^[ \t]/.test(lines.find((line) => line !== '') ?? '')
}

/** The lines as they stand in the text. */
export function indentLines(lines: readonly string[], column: number, lineBreak: string): string {
  const margin = ' '.repeat(column)
  return lines.map((line) => (line === '' ? '' : margin + line)).join(lineBreak)
}
