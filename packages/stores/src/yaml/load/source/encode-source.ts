import { encodeUtf8 } from '@sopskit/core'
import type { SourceText } from './source-text.ts'

/** Text to the bytes of a file with the encoding and the byte order marks of another one (P1). */
export function encodeSource(
  text: string,
  { marks, encoding }: Pick<SourceText, 'marks' | 'encoding'>,
): Uint8Array {
  if (encoding === 'utf-8') return encodeUtf8(marks + text)
  // Decoding dropped the mark that tells the order of the bytes.
  return encodeUtf16(`\ufeff${marks}${text}`, encoding === 'utf-16le')
}

function encodeUtf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < text.length; index++) {
    view.setUint16(index * 2, text.charCodeAt(index), littleEndian)
  }
  return bytes
}
