import { isUtf8Text } from '../../lines/byte-text.ts'
import { trim } from '../white-space.ts'
import type { LineReader } from './line-reader.ts'

/** The name of a key, and what stands behind the delimiter in its line. */
export interface ReadKey {
  readonly name: string
  readonly rest: string
}

const quotes = ['"""', '"', '`'] as const

/** Reads a line up to its delimiter, the first `=` or `:` outside a quoted name (I3). */
export function readKey(line: string, lines: LineReader): ReadKey {
  const quote = quotes.find((mark) => line.startsWith(mark)) ?? ''
  const end = quote === '' ? 0 : line.indexOf(quote, quote.length)
  if (end === -1) throw lines.error('The quoted key in this line is not closed. Close it.')
  const delimiter = end + line.slice(end).search(/[=:]/)
  if (delimiter < end) {
    throw lines.error('This line has no "=" or ":" between a key and its value. Add one.')
  }
  const name = trim(quote === '' ? line.slice(0, delimiter) : line.slice(quote.length, end))
  if (name === '') throw lines.error('The key in this line is empty. Name it.')
  if (!isUtf8Text(name)) throw lines.error('The key in this line is not UTF-8 text. Rename it.')
  return { name, rest: line.slice(delimiter + 1) }
}
