import { decodeUtf8, SopsError } from '@sopskit/core'
import type { SourceEncoding, SourceText } from './source-text.ts'
import { SyntaxFault, withPositions } from './syntax-fault.ts'
import { decodeUtf16 } from './utf16.ts'

const refusedCharacter = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/
const leadingMarks = /^\ufeff{0,2}/

/**
 * Bytes to text: UTF-8, or UTF-16 with a byte order mark (P1), breaks brought to one spelling (P2).
 * CRLF stays: comments behind it are placed differently (C6).
 *
 * @throws {@link SopsError} `EMPTY_DOCUMENT` for no bytes at all (P3), `PARSE_FAILED`.
 */
export function decodeSource(input: Uint8Array): SourceText {
  if (input.length === 0) throw new SopsError('EMPTY_DOCUMENT', 'The file is empty.')
  const encoding = encodingOf(input)
  const decoded = decodeBytes(input, encoding)
  const [marks = ''] = leadingMarks.exec(decoded) ?? []
  const original = marks === '' ? decoded : decoded.slice(marks.length)
  const raw = original.replace(/\r(?!\n)|\u0085/g, '\n')
  const source = { raw, text: raw.replace(/[\u2028\u2029]/g, '\n'), original, marks, encoding }
  withPositions(source, () => refuseControlCharacters(raw))
  return source
}

function decodeBytes(input: Uint8Array, encoding: SourceEncoding): string {
  const text = encoding === 'utf-8' ? decodeUtf8(input) : decodeUtf16(input)
  if (text === undefined) {
    throw new SopsError('PARSE_FAILED', 'The file is not valid UTF-8 text.')
  }
  return text
}

function encodingOf([first, second]: Uint8Array): SourceEncoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

function refuseControlCharacters(text: string): void {
  const offset = text.search(refusedCharacter)
  if (offset >= 0) {
    throw new SyntaxFault(offset, 'Control characters are not allowed here; escape them in quotes.')
  }
}
