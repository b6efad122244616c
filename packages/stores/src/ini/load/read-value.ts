import { trim, trimStart } from '../white-space.ts'
import { indexOfComment } from './comments.ts'
import type { LineReader } from './line-reader.ts'

/** A value, and the comment behind it with its sign. */
export interface ReadValue {
  readonly text: string
  readonly comment?: string
}

/** Reads what stands behind a delimiter, and the lines below that belong to it (I4). */
export function readValue(rest: string, lines: LineReader): ReadValue {
  const line = trimStart(rest)
  if (line.length > 3 && line.startsWith('"""')) return readRaw(line, '"""', lines)
  if (line.startsWith('`')) return readRaw(line, '`', lines)
  const text = trim(line)
  if (text.endsWith('\\')) return { text: readJoined(text, lines) }
  const sign = indexOfComment(text)
  if (sign === -1) return { text: withoutQuotes(text) }
  return { text: withoutQuotes(trim(text.slice(0, sign))), comment: text.slice(sign) }
}

/** A value in quotes that keep everything as it is, line breaks too; the last quote of a line closes it. */
function readRaw(line: string, quote: string, lines: LineReader): ReadValue {
  const content = line.slice(quote.length)
  const end = content.lastIndexOf(quote)
  // What stands behind the quote on the same line is lost.
  if (end !== -1) return { text: content.slice(0, end) }
  const { lineStart } = lines
  // A line that ends with a backslash closes nothing.
  const below = lines.nextThrough((next) => next.includes(quote) && !trim(next).endsWith('\\'))
  if (below === undefined) {
    throw lines.error(`A value that starts with ${quote} here is not closed. Close it.`, lineStart)
  }
  const last = below.lastIndexOf(quote)
  const behind = below.slice(last + quote.length)
  const sign = indexOfComment(behind)
  const text = content + below.slice(0, last)
  return sign === -1 ? { text } : { text, comment: trim(behind.slice(sign)) }
}

/** Lines that end with a backslash go on in the next one; comments and quotes are nothing special in them. */
function readJoined(first: string, lines: LineReader): string {
  const pieces: string[] = []
  let piece = first
  while (piece.endsWith('\\')) {
    pieces.push(piece.slice(0, -1))
    piece = trim(lines.next() ?? '')
  }
  return pieces.join('') + piece
}

function withoutQuotes(text: string): string {
  const quote = text.charAt(0)
  if (text.length < 2 || (quote !== '"' && quote !== "'")) return text
  return text.indexOf(quote, 1) === text.length - 1 ? text.slice(1, -1) : text
}
