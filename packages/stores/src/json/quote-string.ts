import type { TextBuilder } from '../text/text-builder.ts'
import { pieceLength, textPieces } from '../text/text-pieces.ts'
import { decodeReplacing } from './utf8-runs.ts'

const needsEscape = /["\\\u0000-\u001f<>&\u2028\u2029]/
const needingEscape = new RegExp(needsEscape, 'g')
// Only half of a surrogate pair is a `Surrogate` to a pattern with the flag `u`.
const needingEscapeOrBad = new RegExp(`${needsEscape.source}|\\p{Surrogate}`, 'gu')
const badByte = 0xdc00

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/**
 * Writes a JSON string with the escapes of SOPS (J9). A byte that is not UTF-8 becomes the six characters
 * `\ufffd`.
 */
export function writeString(out: TextBuilder, text: string | Uint8Array): void {
  if (typeof text === 'string' && text.length <= pieceLength) {
    out.push(`"${escapeText(text)}"`)
    return
  }
  const [whole, escape] =
    typeof text === 'string' ? [text, escapeText] : [decodeReplacing(text, badByte), escapeBytes]
  out.push('"')
  for (const piece of textPieces(whole)) out.push(escape(piece))
  out.push('"')
}

function escapeText(text: string): string {
  return needsEscape.test(text) ? text.replace(needingEscape, escapeCharacter) : text
}

function escapeBytes(text: string): string {
  return text.replace(needingEscapeOrBad, escapeCharacter)
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code === badByte) return '\\ufffd'
  return shortEscapes.get(character) ?? `\\u${code.toString(16).padStart(4, '0')}`
}
