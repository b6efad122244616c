import { SyntaxFault } from '../source/syntax-fault.ts'
import { foldEscapedBreak, foldWhiteSpace, whiteSpaceRun } from './fold.ts'

const documentMarker = /[\n\u2028\u2029](?:---|\.\.\.)[ \t\r\n\u2028\u2029]/
const needsWork = /[\\\r\n\u2028\u2029]/
const escapesAndWhiteSpace =
  /\\(?:[ \t]|[\r\n\u2028\u2029][ \t\r\n\u2028\u2029]*|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])|[ \t\r\n\u2028\u2029]+/g

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
])

/** Whether quoted text has its closing quote at its end. */
export function isClosed(source: string): boolean {
  const quote = source.charAt(0)
  if (source.length < 2 || !source.endsWith(quote)) return false
  const content = source.slice(1, -1)
  if (quote === "'") return !content.includes("'") || !content.replaceAll("''", '').includes("'")
  return !content.endsWith('\\') || /(?:^|[^\\])(?:\\\\)+$/.test(content)
}

/** The text of a single-quoted scalar; `source` includes the quotes and starts at `offset`. */
export function readSingleQuoted(source: string, offset: number): string {
  const content = contentBetween(source, offset)
  return content.replace(whiteSpaceRun, foldWhiteSpace).replaceAll("''", "'")
}

/** The text of a double-quoted scalar, its escapes those of P12. */
export function readDoubleQuoted(source: string, offset: number): string {
  const content = contentBetween(source, offset)
  if (!needsWork.test(content)) return content
  return content.replace(escapesAndWhiteSpace, (found, at: number) =>
    found.startsWith('\\') ? unescape(found, offset + 1 + at) : foldWhiteSpace(found),
  )
}

function contentBetween(source: string, offset: number): string {
  if (!isClosed(source)) throw unclosed(offset)
  if (documentMarker.test(source)) {
    throw new SyntaxFault(offset, 'A document marker stands inside this quoted text.')
  }
  return source.slice(1, -1)
}

function unescape(escape: string, offset: number): string {
  const code = escape.charAt(1)
  const short = shortEscapes.get(code)
  if (short !== undefined) return short
  if (isBreak(code)) return foldEscapedBreak(escape.slice(1))
  if (escape.length === 2) {
    throw new SyntaxFault(offset, 'This escape is unknown in double quotes or lacks hex digits.')
  }
  return characterOf(Number.parseInt(escape.slice(2), 16), offset)
}

function characterOf(codePoint: number, offset: number): string {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff
  if (isSurrogate || codePoint > 0x10ffff) {
    throw new SyntaxFault(offset, 'This escape does not stand for a Unicode character.')
  }
  return String.fromCodePoint(codePoint)
}

function isBreak(character: string): boolean {
  return /[\r\n\u2028\u2029]/.test(character)
}

function unclosed(offset: number): SyntaxFault {
  return new SyntaxFault(offset, 'This quoted text is not closed.')
}
