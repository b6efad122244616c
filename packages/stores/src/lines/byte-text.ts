import { decodeUtf8, encodeUtf8, SopsError } from '@sopskit/core'
import { characterLength } from '../json/utf8-runs.ts'

const escapeBase = 0xdc00
const anySurrogate = /\p{Surrogate}/u

/**
 * Bytes as text that loses nothing: a byte that belongs to no UTF-8 character becomes a surrogate without
 * a partner, which no UTF-8 decodes to. Formats that are made of lines let such bytes pass (N5).
 */
export function bytesToText(bytes: Uint8Array): string {
  return decodeUtf8(bytes) ?? decodeEscaping(bytes)
}

/** The bytes that {@link bytesToText} was given. */
export function textToBytes(text: string): Uint8Array {
  return isUtf8Text(text) ? encodeUtf8(text) : encodeEscaped(text)
}

/** False where bytes are escaped in a text. */
export function isUtf8Text(text: string): boolean {
  return !anySurrogate.test(text)
}

/** What the tree holds for a text: bytes stay bytes. Escaped bytes that were joined can make a character. */
export function toTreeText(text: string): string | Uint8Array {
  if (isUtf8Text(text)) return text
  const bytes = encodeEscaped(text)
  const joined = decodeEscaping(bytes)
  return isUtf8Text(joined) ? joined : bytes
}

/**
 * The other way round.
 *
 * @throws {@link SopsError} `EMIT_FAILED` for half of a surrogate pair, which has no UTF-8.
 */
export function fromTreeText(text: string | Uint8Array, path: readonly string[]): string {
  if (typeof text !== 'string') return decodeEscaping(text)
  if (isUtf8Text(text)) return text
  throw new SopsError(
    'EMIT_FAILED',
    'A text holds half of a surrogate pair and cannot be written as UTF-8. Correct it.',
    { path },
  )
}

// Units are collected in one array: a piece of text for each byte would take a hundred times the memory.
function decodeEscaping(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length)
  let count = 0
  for (let index = 0; index < bytes.length;) {
    const length = characterLength(bytes, index)
    const character = length > 1 ? (decodeUtf8(bytes.subarray(index, index + length)) ?? '') : ''
    const byte = bytes[index] ?? 0
    if (length === 0) units[count++] = escapeBase + byte
    else if (length === 1) units[count++] = byte
    for (let unit = 0; unit < character.length; unit++) units[count++] = character.charCodeAt(unit)
    index += Math.max(length, 1)
  }
  return fromUnits(units.subarray(0, count))
}

function fromUnits(units: Uint16Array): string {
  const step = 0x2000
  const pieces: string[] = []
  for (let start = 0; start < units.length; start += step) {
    pieces.push(String.fromCharCode(...units.subarray(start, start + step)))
  }
  return pieces.join('')
}

function encodeEscaped(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  let start = 0
  for (let index = 0; index < text.length;) {
    const code = text.codePointAt(index) ?? 0
    if (code >= escapeBase && code < escapeBase + 0x100) {
      length = append(bytes, length, text.slice(start, index))
      bytes[length++] = code - escapeBase
      start = index + 1
    }
    index += code > 0xffff ? 2 : 1
  }
  return bytes.slice(0, append(bytes, length, text.slice(start)))
}

function append(bytes: Uint8Array, offset: number, text: string): number {
  if (text === '') return offset
  const more = encodeUtf8(text)
  bytes.set(more, offset)
  return offset + more.length
}
