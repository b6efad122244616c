import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { characterLength, decodeReplacing } from '../../src/json/utf8-runs.ts'

/** The same, character by character. */
function slowly(bytes: Uint8Array, unit: number): string {
  let text = ''
  for (let index = 0; index < bytes.length;) {
    const length = characterLength(bytes, index)
    const character = Buffer.from(bytes.subarray(index, index + length)).toString()
    text += length === 0 ? String.fromCharCode(unit) : character
    index += Math.max(length, 1)
  }
  return text
}

describe('each byte that belongs to no character is one unit (J6)', () => {
  test.each([
    ['valid', 'a\u0000é日\u{1f600}\ufeff', []],
    ['one bad byte', 'a', [0xff]],
    ['a cut-off character', 'a', [0xf0, 0x9f, 0x98]],
    ['an overlong form', 'a', [0xc0, 0x80]],
    ['half of a surrogate pair', 'a', [0xed, 0xa0, 0x80]],
    ['beyond Unicode', 'a', [0xf4, 0x90, 0x80, 0x80]],
  ])('%s', (_, text, bad) => {
    const bytes = Uint8Array.from([...Buffer.from(text), ...bad, ...Buffer.from('é')])
    expect(decodeReplacing(bytes, 0xfffd)).toBe(`${text}${'\ufffd'.repeat(bad.length)}é`)
    expect(decodeReplacing(bytes, 0xdc00)).toBe(`${text}${'\udc00'.repeat(bad.length)}é`)
  })

  const byte = fc.oneof(
    fc.constantFrom(0x61, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0x9f, 0x8f),
    fc.integer({ min: 0, max: 255 }),
  )
  test('any bytes', () => {
    const bytes = fc.array(byte, { maxLength: 40 }).map((values) => Uint8Array.from(values))
    fc.assert(
      fc.property(bytes, (given) => decodeReplacing(given, 0xfffd) === slowly(given, 0xfffd)),
    )
  })

  test('wherever the pieces end that are decoded at once', () => {
    const repeated = fc.array(byte, { minLength: 1, maxLength: 7 }).map((values) => {
      const pattern = Uint8Array.from([...values, ...Buffer.from('\u{1f600}日é')])
      return Uint8Array.from({ length: 20_000 }, (_, index) => pattern[index % pattern.length] ?? 0)
    })
    fc.assert(
      fc.property(repeated, (given) => decodeReplacing(given, 0xdc00) === slowly(given, 0xdc00)),
      { numRuns: 30 },
    )
  })
})
