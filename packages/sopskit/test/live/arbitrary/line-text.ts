import fc from 'fast-check'

/** The first of 128 characters that stand for the bytes from 0x80 in generated text. */
const firstByteMark = 0xe080

/** Characters that stand for bytes that are no UTF-8 by themselves. */
export const byteMarks = ['\ue0ff', '\ue0c3', '\ue0a9', '\ue085', '\ue0a0']

/** The bytes of a generated text: UTF-8, but for the marks of single bytes. */
export function bytesOf(text: string): Uint8Array {
  const pieces = text
    .split(/([\ue080-\ue0ff])/)
    .map((piece, index) =>
      index % 2 === 0 ? Buffer.from(piece) : Buffer.of(piece.charCodeAt(0) - firstByteMark + 0x80),
    )
  return Buffer.concat(pieces)
}

/** Any of these, in any order. */
export function soup(pieces: readonly string[], maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(''))
}
