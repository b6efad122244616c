import { doubleQuoted } from './double-quotes.ts'
import { breaksAtEnd, hasInk, startsWithBreak } from './line-breaks.ts'
import type { LineWriter } from './line-writer.ts'
import type { Spelling } from './spell-scalar.ts'
import type { WaitingComments } from './waiting-comments.ts'

/** What a scalar needs to know of its surroundings. */
export interface ScalarContext {
  readonly out: LineWriter
  readonly comments: WaitingComments
  /** The indent setting, as it takes effect (E2). */
  readonly step: number
  /** The column of the map or list around it. */
  readonly outerColumn: number
  /** The column its second line would have. */
  readonly column: number
}

/** Writes a scalar in its spelling (E40, E41, E43). */
export function writeScalar({ style, text, tag }: Spelling, context: ScalarContext): void {
  const { out, column } = context
  if (tag !== '') out.word(tag)
  if (style === 'plain') return out.word(text)
  if (style === 'single') return writeSingleQuoted(text, out, column)
  if (style === 'literal' && readsBack(text, context)) return writeLiteral(text, context)
  return out.word(doubleQuoted(text))
}

function writeSingleQuoted(text: string, out: LineWriter, column: number): void {
  out.word("'")
  out.lines(text.replace(/'/g, "''"), column)
  out.attach("'")
}

function writeLiteral(text: string, { out, comments, step, column }: ScalarContext): void {
  out.word('|')
  if (needsStepDigit(text)) out.attach(String(step))
  out.attach(chomping(text))
  if (!comments.writeLine(column)) out.breakLine()
  out.markSpaced()
  out.lines(text, column)
}

function needsStepDigit(text: string): boolean {
  return text.startsWith(' ') || startsWithBreak(text)
}

/** What the header says about breaks at the end: strip, keep, or the one that is usual (E41). */
function chomping(text: string): '-' | '+' | '' {
  const breaks = breaksAtEnd(text)
  if (breaks === 0) return '-'
  return breaks === 2 || text.length === 1 ? '+' : ''
}

// The digit of the header counts from the collection around the block. Where the lines stand elsewhere, sops
// writes a block that no reader takes, or takes with spaces missing (Q4, E42).
function readsBack(text: string, { step, outerColumn, column }: ScalarContext): boolean {
  return !needsStepDigit(text) || column - outerColumn === step || !hasInk(text)
}
