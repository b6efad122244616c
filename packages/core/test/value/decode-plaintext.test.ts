import { isComment, isSopsError } from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { decodePlaintext } from '../../src/value/decode-plaintext.ts'
import { encodePlaintext } from '../../src/value/plaintext.ts'

const decode = (text: string, type: string) =>
  decodePlaintext({ plaintext: new TextEncoder().encode(text), type }, { path: ['secret-path'] })

describe('accepted on read (V-table)', () => {
  it.each<[string, string, unknown]>([
    ['int', '0', 0n],
    ['int', '007', 7n],
    ['int', '+5', 5n],
    ['int', '-9223372036854775808', -(2n ** 63n)],
    ['int', '9223372036854775807', 2n ** 63n - 1n],
    ['int', `${'0'.repeat(30)}1`, 1n],
    ['float', '1.0', 1],
    ['float', '-0', -0],
    ['float', '.5', 0.5],
    ['float', '5.', 5],
    ['float', '1e3', 1000],
    ['float', '1_000.5', 1000.5],
    ['float', '0x1p-2', 0.25],
    ['float', '0x1.8p1', 3],
    ['float', '0x_1.8p1_0', 1536],
    ['float', '0x.8p1', 1],
    ['float', '0x1p-2000', 0],
    ['float', '0x8p-1077', 5e-324],
    ['float', '0_1', 1],
    ['float', '1e1_0', 1e10],
    ['float', 'inf', Infinity],
    ['float', '-Infinity', -Infinity],
    ['float', 'nan', Number.NaN],
    ['float', '1e-400', 0],
    ['bool', 't', true],
    ['bool', 'True', true],
    ['bool', '0', false],
    ['bool', 'FALSE', false],
    ['str', 'x', 'x'],
    ['bytes', 'x', 'x'],
    ['comment', ' c', { kind: 'comment', text: ' c', inline: false }],
    [
      'time',
      '2020-01-02T03:04:05.120+02:00',
      { kind: 'timestamp', text: '2020-01-02T03:04:05.12+02:00' },
    ],
  ])('%s %s', (type, text, expected) => {
    expect(decode(text, type)).toEqual(expected)
  })

  it('keeps text that is not UTF-8 as bytes', () => {
    expect(
      decodePlaintext({ plaintext: Uint8Array.of(0xff, 0xfe), type: 'str' }, { path: [] }),
    ).toEqual(Uint8Array.of(0xff, 0xfe))
  })
})

describe('refused, without showing the text', () => {
  it.each([
    ['int', '1_000'],
    ['int', '0x10'],
    ['int', '1.0'],
    ['int', ''],
    ['int', '9223372036854775808'],
    ['int', '-9223372036854775809'],
    ['int', 'hunter2'],
    ['float', '1e400'],
    ['float', '0x10'],
    ['float', '0b1'],
    ['float', ' 1'],
    ['float', '1_'],
    ['float', '_1'],
    ['float', '1__0'],
    ['float', '.'],
    ['float', ''],
    ['float', '-nan'],
    ['float', '+nan'],
    ['float', 'infin'],
    ['float', '1_.5'],
    ['float', '1._5'],
    ['float', '1e'],
    ['float', '0x1p'],
    ['float', '0xp1'],
    ['float', '0x1p2000'],
    ['bool', 'yes'],
    ['bool', 'tRUE'],
    ['bool', ''],
    ['time', '2020-01-02'],
    ['time', '2020-01-02 03:04:05Z'],
  ])('%s %j', (type, text) => {
    expect(() => decode(text, type)).toThrow(
      expect.toSatisfy(
        (error) =>
          isSopsError(error, 'INVALID_PLAINTEXT') &&
          error.path?.[0] === 'secret-path' &&
          (text.length < 3 || !error.message.includes(text)),
      ),
    )
  })

  it.each(['foo', 'Str', 'str]', '__proto__', ''])('the type %j', (type) => {
    expect(() => decode('x', type)).toThrow(
      expect.toSatisfy((error) => isSopsError(error, 'UNKNOWN_VALUE_TYPE')),
    )
  })
})

describe('the plaintext of a value is recomputed (V17, V18)', () => {
  it.each([
    ['float', '1.0', '1'],
    ['float', '-0.0', '-0'],
    ['float', '1e2', '100'],
    ['float', '1e21', '1000000000000000000000'],
    ['float', '1e-7', '0.0000001'],
    ['float', '12345678901234567890', '12345678901234567000'],
    ['float', 'nan', 'NaN'],
    ['float', 'inf', '+Inf'],
    ['float', '-inf', '-Inf'],
    ['bool', 't', 'True'],
    ['bool', 'F', 'False'],
    ['int', '007', '7'],
  ])('%s %s counts as %s', (type, text, expected) => {
    const value = decode(text, type)
    if (isComment(value)) throw new TypeError('a scalar is expected')
    expect(encodePlaintext(value)).toBe(expected)
  })
})
