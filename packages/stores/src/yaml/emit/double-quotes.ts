import { TextBuilder } from '../../text/text-builder.ts'
import { pieceLength, textPieces } from '../../text/text-pieces.ts'

const bom = '\ufeff'
// Printable text stays as it is, but for the quote, the backslash and the breaks U+2028 and U+2029 (E40).
const escaped = /[^ !#-[\]-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu
const everything = /./gsu
// The same, and all characters above U+FFFF stay as well.
const unprintable =
  /[^ !#-[\]-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u00a0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
])

/** Writes a text in double quotes. One that starts with a BOM is escaped to its last character (E40). */
export function doubleQuoted(text: string): string {
  const toEscape = text.startsWith(bom) ? everything : escaped
  return quoted(text, toEscape)
}

/** Writes a text in double quotes with as few escapes as YAML allows. */
export function sparinglyQuoted(text: string): string {
  return quoted(text, unprintable)
}

function quoted(text: string, toEscape: RegExp): string {
  if (text.length <= pieceLength) return `"${text.replace(toEscape, escape)}"`
  const out = new TextBuilder()
  out.push('"')
  for (const piece of textPieces(text)) out.push(piece.replace(toEscape, escape))
  out.push('"')
  return out.toString()
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return shortEscapes.get(character) ?? numericEscape(code)
}

function numericEscape(code: number): string {
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
