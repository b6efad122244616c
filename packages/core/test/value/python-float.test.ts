import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFloatText } from '../../src/value/parse-float-text.ts'
import { formatPythonFloat, isPythonFloat } from '../../src/value/python-float.ts'

describe('a float as Python spells it (H1)', () => {
  // What `str` of Python 3 gave.
  it.each<[number, string]>([
    [2, '2.0'],
    [1500, '1500.0'],
    [-0, '-0.0'],
    [0.1, '0.1'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1e-7, '1e-07'],
    [1.5e-7, '1.5e-07'],
    [123456789.125, '123456789.125'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [123456789012345680, '1.2345678901234568e+17'],
    [6.02e23, '6.02e+23'],
    [1e300, '1e+300'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
    [NaN, 'nan'],
  ])('%d is %s', (value, text) => {
    expect(formatPythonFloat(value)).toBe(text)
    expect(isPythonFloat(text, value)).toBe(true)
    expect(parseFloatText(text)).toBe(value)
  })

  // Python 2 wrote twelve digits and an exponent from there on.
  it.each<[string, number]>([
    ['1e+12', 1e12],
    ['1.5e+15', 1.5e15],
    ['123456789012.0', 123456789012],
  ])('%s is the one of Python 2', (text, value) => {
    expect(isPythonFloat(text, value)).toBe(true)
  })

  it.each<[string, number]>([
    ['2', 2],
    ['1e3', 1000],
    ['1.50', 1.5],
    ['01.5', 1.5],
    ['+1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1_0.0', 10],
    ['0x1p1', 2],
    ['1E-07', 1e-7],
    ['1e-7', 1e-7],
    ['1e+11', 1e11],
    ['0.00001', 0.00001],
    ['1.0e+16', 1e16],
    ['Inf', Infinity],
    ['+inf', Infinity],
    ['infinity', Infinity],
    ['NaN', NaN],
    ['0.30000000000000000000001', 0.3],
  ])('%s is none', (text, value) => {
    expect(parseFloatText(text)).toBe(value)
    expect(isPythonFloat(text, value)).toBe(false)
  })

  it('reads back to the same float', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(parseFloatText(formatPythonFloat(value))).toBe(value)
      }),
    )
  })
})
