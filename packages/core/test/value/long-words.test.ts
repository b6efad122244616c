import { isSopsError } from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { decodePlaintext } from '../../src/value/decode-plaintext.ts'

const decode = (text: string, type: string) =>
  decodePlaintext({ plaintext: new TextEncoder().encode(text), type }, { path: [] })
const many = 20_000_000

describe('a word is read up to a length that no release writes', () => {
  it.each([
    ['int', `${'0'.repeat(99_999)}7`, 7n],
    ['float', `1.${'0'.repeat(99_997)}1`, 1],
  ])('%s', (type, text, expected) => {
    expect(decode(text, type)).toBe(expected)
  })

  it.each([
    ['int', '0'.repeat(many)],
    ['int', '9'.repeat(many)],
    ['float', '1_'.repeat(many)],
    ['float', `0x${'1_'.repeat(many)}p1`],
    ['bool', '0'.repeat(many)],
    ['time', `2001-01-01T00:00:00.${'1'.repeat(many)}Z`],
  ])('%s is refused above, however it goes on', (type, text) => {
    expect(() => decode(text, type)).toThrow(
      expect.toSatisfy((error) => isSopsError(error, 'INVALID_PLAINTEXT')),
    )
  })

  it('text has no such length', () => {
    expect(decode('x'.repeat(many), 'str')).toHaveLength(many)
  })
})
