import { readBlockScalar } from '../load/scalars/block-scalar.ts'
import type { SourceText } from '../load/source/source-text.ts'
import { behindBreak } from './line-end.ts'
import type { ScalarSite } from './scalar-site.ts'
import type { Span } from './text-edit.ts'

/** Where the parts of a block scalar stand in the text. */
export interface BlockPlace {
  /** What stands behind the sign, such as `2-`, and where it ends. */
  readonly indicators: string
  readonly headerEnd: number
  /** The break of the header's line, as a place and as it is spelled. */
  readonly lineBreakStart: number
  readonly lineBreak: string
  readonly column: number
  readonly linesStart: number
  readonly linesEnd: number
  /** The empty lines that follow the break of the last line; it is missing at the end of the file. */
  readonly gap: Span
  readonly emptyLines: number
  readonly endsWithBreak: boolean
}

/** True for literal and folded blocks. */
export function hasBlockStyle({ source, token }: ScalarSite): boolean {
  return !token.plain && '|>'.includes(source.text.charAt(token.start))
}

/** Takes a block scalar apart. */
export function blockOf({ source, token }: ScalarSite): BlockPlace {
  const { text } = source
  const { column, linesStart, linesEnd } = readBlockScalar(source, token.start, token.indent)
  const [indicators = ''] = /^[-+\d]*/.exec(text.slice(token.start + 1, token.start + 3)) ?? []
  const lineBreak = breakBefore(source, linesStart)
  const gapStart = linesEnd === linesStart ? linesStart : behindBreak(text, linesEnd)
  const gap = text.slice(gapStart, token.end)
  return {
    indicators,
    headerEnd: token.start + 1 + indicators.length,
    lineBreakStart: linesStart - lineBreak.length,
    lineBreak,
    column,
    linesStart,
    linesEnd,
    gap: { start: gapStart, end: gapStart + gap.lastIndexOf('\n') + 1 },
    emptyLines: gap.split('\n').length - 1,
    endsWithBreak: gapStart > linesEnd,
  }
}

/** The line break in front of an offset, as it is spelled in the file. */
export function breakBefore({ original }: SourceText, offset: number): string {
  const before = original.slice(Math.max(offset - 2, 0), offset)
  if (before === '\r\n') return before
  const last = before.slice(-1)
  // U+2028 and U+2029 end a line as well, but inside a scalar they would be part of its text (P2).
  if (last === '\u2028' || last === '\u2029') return '\n'
  return /[\n\r\u0085]/.test(last) ? last : ''
}
