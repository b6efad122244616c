import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase64With, encodeBase64 } from '../../src/text/base64.ts'
import type { Base64Codec } from '../../src/text/base64-codec.ts'
import { createNodeBase64 } from '../../src/text/node-base64.ts'
import { portableBase64 } from '../../src/text/portable-base64.ts'

const codecs: readonly (readonly [string, Base64Codec])[] = [
  ['node:buffer', createNodeBase64() ?? expect.unreachable('this test runs on Node')],
  ['plain JavaScript', portableBase64],
]

/** Bytes enough for more than one piece of the codec of Node. */
const many = Uint8Array.from({ length: 1_000_001 }, (_, index) => (index * 7919) >> 3)

function isEqual(bytes: Uint8Array | undefined, others: Uint8Array): boolean {
  return bytes !== undefined && Buffer.compare(bytes, others) === 0
}

function replaceAt(text: string, index: number, character: string): string {
  return text.slice(0, index) + character + text.slice(index + 1)
}

describe.each(codecs)('base64 by %s (V10)', (_, codec) => {
  const decode = (text: string) => decodeBase64With(codec, text)

  test.each([
    ['', ''],
    ['\xff', '/w=='],
    ['\xff\xfe', '//4='],
    ['sops', 'c29wcw=='],
    ['\0\0\0', 'AAAA'],
  ])('%j is %j', (plain, text) => {
    const bytes = Uint8Array.from(plain, (character) => character.charCodeAt(0))
    expect(codec.encode(bytes)).toBe(text)
    expect(decode(text)).toEqual(bytes)
  })

  test('whatever goes in comes out', () => {
    const bytes = fc.uint8Array({ maxLength: 400 })
    fc.assert(fc.property(bytes, (given) => isEqual(decode(codec.encode(given)), given)))
  })

  test.each([many.length, many.length - 1, many.length - 2])('%i bytes', (length) => {
    const bytes = many.subarray(0, length)
    const text = codec.encode(bytes)
    expect(text === encodeBase64(bytes)).toBe(true)
    expect(isEqual(decode(text), bytes)).toBe(true)
  })

  test('a part of a larger array', () => {
    expect(decode(codec.encode(many.subarray(5, 500)))).toEqual(many.slice(5, 500))
  })

  test('line breaks are skipped, wherever they stand', () => {
    expect(decode('\r\nc2\n9w\rcw=\n=\n')).toEqual(new TextEncoder().encode('sops'))
    const text = codec.encode(many)
    const broken = decode(`${text.slice(0, 700_001)}\r\n${text.slice(700_001)}`)
    expect(isEqual(broken, many)).toBe(true)
  })

  test('bits behind the last byte do not count', () => {
    expect(decode('/x==')).toEqual(Uint8Array.of(0xff))
    expect(decode('//5=')).toEqual(Uint8Array.of(0xff, 0xfe))
    expect(decode(`${'AAAA'.repeat(100)}/x==`)?.at(-1)).toBe(0xff)
  })

  test.each(['/w', '/w=', '/', '=', '==', '===', '====', 'A===', '/w==AAAA', '/=w=', 'AA A'])(
    'refused: %j',
    (text) => {
      expect(decode(text)).toBeUndefined()
      expect(decode('AAAA'.repeat(300_000) + text)).toBeUndefined()
    },
  )

  test.each([' ', '\t', '\f', '-', '_', '=', '\0', '\u00e9', '\u0141', '\u{1f600}'.charAt(0)])(
    'refused with %j in any place',
    (character) => {
      const text = 'QUJD'.repeat(300_000)
      for (const place of [0, 1, 2, 3, 500_000, 1_048_575, 1_048_576, text.length - 3]) {
        expect(decode(replaceAt(text, place, character))).toBeUndefined()
      }
      expect(decode(replaceAt('QUJD', 1, character))).toBeUndefined()
    },
  )
})
