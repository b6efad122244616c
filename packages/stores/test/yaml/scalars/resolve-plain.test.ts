import { timestamp } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { resolvePlain } from '../../../src/yaml/scalars/resolve-plain.ts'

describe('words (P-table)', () => {
  test.each(['', '~', 'null', 'Null', 'NULL'])('%j is null', (text) => {
    expect(resolvePlain(text)).toEqual({ kind: 'null' })
  })

  test.each(['true', 'True', 'TRUE'])('%s is a bool', (text) => {
    expect(resolvePlain(text)).toEqual({ kind: 'bool', value: true })
  })

  test.each(['false', 'False', 'FALSE'])('%s is a bool', (text) => {
    expect(resolvePlain(text)).toEqual({ kind: 'bool', value: false })
  })

  test('<< is the merge key', () => {
    expect(resolvePlain('<<')).toEqual({ kind: 'merge' })
  })

  test.each([
    'yes',
    'No',
    'on',
    'y',
    'tRUE',
    'nULL',
    'NaN',
    'inf',
    'a',
    '=',
    '<',
    'constructor',
    ' ',
  ])('%s is a string', (text) => {
    expect(resolvePlain(text)).toEqual({ kind: 'string' })
  })
})

describe('integers (P-table)', () => {
  test.each([
    ['0', 0n],
    ['-0', 0n],
    ['+1', 1n],
    ['1_000', 1000n],
    ['1_', 1n],
    ['-1__0_', -10n],
    ['017', 15n],
    ['0_17', 15n],
    ['0x1F', 31n],
    ['-0Xff', -255n],
    ['0b11', 3n],
    ['-0B1', -1n],
    ['0o17', 15n],
    ['0O7', 7n],
    ['0b+1', 1n],
    ['0b-11', -3n],
    ['0o-17', -15n],
    ['00000000000000000000000000000000000000000000000000000000000000000000000007', 7n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['-0x8000000000000000', -(2n ** 63n)],
  ])('%s', (text, value) => {
    expect(resolvePlain(text)).toEqual({ kind: 'int', value })
  })

  test.each([
    ['9223372036854775808', 2n ** 63n],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['0xFFFFFFFFFFFFFFFF', 2n ** 64n - 1n],
  ])('%s needs 64 bits unsigned (Z4)', (text, value) => {
    expect(resolvePlain(text)).toEqual({ kind: 'uint', value })
  })

  test.each([
    '0b2',
    '0x',
    '0o8',
    '0B+1',
    '0O-1',
    '0b+2',
    '-0b-1',
    '0x-1',
    '1a',
    '+',
    '-',
    '--1',
    '0x1.5',
  ])('%s is a string', (text) => {
    expect(resolvePlain(text)).toEqual({ kind: 'string' })
  })
})

describe('floats (P-table)', () => {
  test.each([
    ['1.0', 1],
    ['-0.0', -0],
    ['5.', 5],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['1e3', 1000],
    ['+1.5E-2', 0.015],
    ['09', 9],
    ['1_0.5', 10.5],
    ['.1_2', 0.12],
    ['.1_2e1_0', 0.12e10],
    ['1e-400', 0],
    ['+9223372036854775808', 2 ** 63],
    ['18446744073709551616', 2 ** 64],
    ['-9223372036854775809', -(2 ** 63)],
    ['.inf', Infinity],
    ['+.INF', Infinity],
    ['-.Inf', -Infinity],
    ['.nan', NaN],
  ])('%s', (text, value) => {
    expect(resolvePlain(text)).toEqual({ kind: 'float', value })
  })

  test.each([
    '.',
    '1e',
    '1e400',
    '-1e400',
    '.1__2',
    '._1',
    '.1_',
    '.5_e1',
    '+.nan',
    '-.nAN',
    '1.2.3',
    '1,5',
  ])('%s is a string', (text) => {
    expect(resolvePlain(text)).toEqual({ kind: 'string' })
  })
})

describe('times (P13)', () => {
  test.each([
    ['2001-12-14', '2001-12-14T00:00:00Z'],
    ['2001-1-2', '2001-01-02T00:00:00Z'],
    ['2000-02-29', '2000-02-29T00:00:00Z'],
    ['0000-02-29', '0000-02-29T00:00:00Z'],
    ['2001-12-14T21:59:43Z', '2001-12-14T21:59:43Z'],
    ['2001-12-14t21:59:43.10-05:00', '2001-12-14T21:59:43.1-05:00'],
    ['2001-12-14T1:2:3,000Z', '2001-12-14T01:02:03Z'],
    ['2001-12-14T21:59:43.1234567899Z', '2001-12-14T21:59:43.123456789Z'],
    ['2001-12-14T21:59:43+00:00', '2001-12-14T21:59:43Z'],
    ['2001-12-14T21:59:43-00:30', '2001-12-14T21:59:43-00:30'],
    ['2001-12-14T21:59:43+12:60', '2001-12-14T21:59:43+13:00'],
    ['2001-12-14 21:59:43', '2001-12-14T21:59:43Z'],
    ['2001-12-14   1:59:43.5', '2001-12-14T01:59:43.5Z'],
  ])('%s', (text, canonical) => {
    expect(resolvePlain(text)).toEqual({ kind: 'time', value: timestamp(canonical) })
  })

  test.each([
    '2001-13-01',
    '2001-02-29',
    '1900-02-29',
    '2001-04-31',
    '2001-00-01',
    '201-12-14',
    '20010-12-14',
    '2001-12-14T21:59:43',
    '2001-12-14 21:59:43Z',
    '2001-12-14 21:59:43.10 -5',
    '2001-12-14T21:59:43z',
    '2001-12-14T21:59:43-05',
    '2001-12-14T21:59:43+25:00',
    '2001-12-14T21:59:43+12:61',
    '2001-12-14T24:00:00Z',
    '2001-12-14T21:60:00Z',
    '2001-12-14T21:59:60Z',
    '2001-12-14T21:59:43.Z',
    '2001-12-14 ',
  ])('%s is a string', (text) => {
    expect(resolvePlain(text)).toEqual({ kind: 'string' })
  })
})

test('a megabyte of digits is not converted digit by digit', () => {
  expect(resolvePlain('1'.repeat(1_000_000))).toEqual({ kind: 'string' })
  expect(resolvePlain(`0x${'f'.repeat(1_000_000)}`)).toEqual({ kind: 'string' })
})
