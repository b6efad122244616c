import { timestamp } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { emitted } from './emitted.ts'

describe('floats (E11)', () => {
  test.each([
    [1, '1'],
    [0, '0'],
    [-0, '-0'],
    [2.5, '2.5'],
    [100000, '100000'],
    [999999.5, '999999.5'],
    [1e6, '1e+06'],
    [1234567, '1.234567e+06'],
    [1e-5, '1e-05'],
    [0.00012, '0.00012'],
    [-0.1, '-0.1'],
    [1e21, '1e+21'],
    [1.5e300, '1.5e+300'],
    [5e-324, '5e-324'],
    [Number.MAX_VALUE, '1.7976931348623157e+308'],
    [0.1 + 0.2, '0.30000000000000004'],
    [NaN, '.nan'],
    [Infinity, '.inf'],
    [-Infinity, '-.inf'],
  ])('%d', (value, text) => {
    expect(emitted(value)).toBe(`k: ${text}\n`)
  })
})

describe('other values (E4, E10)', () => {
  test.each([
    [null, 'null'],
    [true, 'true'],
    [false, 'false'],
    [-(2n ** 63n), '-9223372036854775808'],
    [timestamp('2001-12-14T21:59:43.1-05:00'), '2001-12-14T21:59:43.1-05:00'],
  ])('%s', (value, text) => {
    expect(emitted(value)).toBe(`k: ${text}\n`)
  })
})

describe('bytes (E30)', () => {
  test('are base64 on the line', () => {
    expect(emitted(new Uint8Array([0xff, 0xfe]))).toBe('k: !!binary //4=\n')
  })

  test('are cut into lines of 70 from 70 characters of base64 on', () => {
    expect(emitted(new Uint8Array(51).fill(0xff))).toBe(`k: !!binary ${'/'.repeat(68)}\n`)
    expect(emitted(new Uint8Array(52).fill(0xff))).toBe(
      `k: !!binary |\n    ${'/'.repeat(69)}w\n    ==\n`,
    )
  })

  test('that are UTF-8 after all are text', () => {
    expect(emitted(new Uint8Array([0x79, 0x65, 0x73]))).toBe('k: "yes"\n')
  })
})
