import type { TextPosition } from '@sopskit/core'

/** How the bytes of a file spell its text (P1). */
export type SourceEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/**
 * The text of a file, ready for the scanner. Offsets are the same in all spellings and count UTF-16
 * units. A break is LF or CRLF in `text`; in `raw` it can be U+2028 or U+2029 as well, which are kept
 * inside scalars (P2); `original` has every break as it stands in the file.
 */
export interface SourceText {
  readonly text: string
  readonly raw: string
  readonly original: string
  /** The byte order marks in front of the text. */
  readonly marks: string
  readonly encoding: SourceEncoding
}

/** Counts lines and code points up to an offset; only ever called for an error. */
export function positionAt(source: SourceText, offset: number): TextPosition {
  const before = source.text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return {
    line: before.split('\n').length,
    column: countCodePoints(before.slice(lineStart)) + 1,
  }
}

/** Columns and the length of keys are counted in code points, as sops does. */
export function countCodePoints(text: string): number {
  return Array.from(text).length
}
