import { branch, comment, entry, sequence, timestamp } from '@sopskit/core'
import type { TreeValue } from '@sopskit/core'
import { jsonStore } from '@sopskit/stores/json'
import { describe, expect, it } from 'vitest'
import { refusalOf } from './refusal.ts'

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const emitValue = (value: TreeValue): string => text(jsonStore().emitValue(value))
/** A string as it stands in a document. */
const quoted = (value: string | Uint8Array): string => emitValue(sequence([value])).slice(3, -2)

const sample = branch([
  comment(' dropped (J11)'),
  entry('a', sequence([comment(' dropped'), 1n, branch([entry('b', sequence([]))])])),
  entry('c', branch([comment(' nothing else in here')])),
  entry('d', sequence([comment(' nothing else in here')])),
  entry('a', null),
])

describe('layout (J7, J8)', () => {
  const emit = (indent?: number): string =>
    text(jsonStore(indent === undefined ? {} : { indent }).emit([sample]))

  it('indents with one tab unless told otherwise', () => {
    const expected =
      '{\n\t"a": [\n\t\t1,\n\t\t{\n\t\t\t"b": []\n\t\t}\n\t],\n\t"c": {},\n\t"d": [],\n\t"a": null\n}\n'
    expect(emit()).toBe(expected)
    expect(emit(-1)).toBe(expected)
    expect(emit(3)).toBe(expected.replaceAll('\t', '   '))
    expect(emit(0)).toBe(expected.replaceAll('\t', ''))
  })

  it.each([-2, -100, 1.5, Number.NaN, 1001])('refuses the indentation %d', (indent) => {
    const store = jsonStore({ indent })
    expect(refusalOf(() => store.emit([sample])).code).toBe('INVALID_INDENT')
    expect(refusalOf(() => store.emitValue(true)).code).toBe('INVALID_INDENT')
    // As with sops, what needs no indentation is not refused.
    expect(store.emitValue('text')).toEqual(new TextEncoder().encode('text'))
    expect(store.load(new TextEncoder().encode('{}'))).toEqual([branch([])])
  })

  it('writes the first document only (J11)', () => {
    const first = branch([entry('a', 1n)])
    expect(text(jsonStore().emit([first, branch([entry('b', 2n)])]))).toBe('{\n\t"a": 1\n}\n')
  })

  it('refuses to write no document', () => {
    expect(refusalOf(() => jsonStore().emit([])).code).toBe('EMIT_FAILED')
  })
})

describe('single values (X4)', () => {
  it.each<readonly [string, TreeValue]>([
    ['x<>\u2028', 'x<>\u2028'],
    ['', ''],
    ['true', true],
    ['false', false],
    ['null', null],
    ['5', 5n],
    ['-9223372036854775808', -9223372036854775808n],
    ['"2001-12-14T21:59:43.1+05:00"', timestamp('2001-12-14T21:59:43.1+05:00')],
    ['"2001-12-14T00:00:00+23:59"', timestamp('2001-12-14T00:00:00+23:59')],
    ['{}', branch([])],
    ['[]', sequence([])],
    [
      '[\n\t1,\n\t{\n\t\t"a": "b\\u003c"\n\t},\n\t[]\n]',
      sequence([1n, branch([entry('a', 'b<')]), sequence([])]),
    ],
  ])('writes %j without a final newline', (expected, value) => {
    expect(emitValue(value)).toBe(expected)
  })

  it('writes the bytes of a string that is not UTF-8 as they are', () => {
    expect(jsonStore().emitValue(new Uint8Array([0x61, 0xff]))).toEqual(
      new Uint8Array([0x61, 0xff]),
    )
  })
})

describe('floats (J10)', () => {
  it.each([
    [1, '1'],
    [-0, '-0'],
    [0, '0'],
    [2.5, '2.5'],
    [1e-6, '0.000001'],
    [9.999e-7, '9.999e-7'],
    [1e-7, '1e-7'],
    [-1.5e-10, '-1.5e-10'],
    [5e-324, '5e-324'],
    [1e20, '100000000000000000000'],
    [1e21, '1e+21'],
    [1.5e300, '1.5e+300'],
    [9223372036854775808, '9223372036854776000'],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('writes %d as %s', (value, expected) => {
    expect(emitValue(value)).toBe(expected)
  })
})

describe('strings (J9)', () => {
  it.each([
    ['"\\', '\\"\\\\'],
    ['\b\f\n\r\t', '\\b\\f\\n\\r\\t'],
    ['\0\u000b\u001f', '\\u0000\\u000b\\u001f'],
    ['<>&', '\\u003c\\u003e\\u0026'],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['/\u007f\u0085é😀\ufeff\ufffd', '/\u007f\u0085é😀\ufeff\ufffd'],
    ['\ud800', '\ufffd'],
  ])('spells %j as %j, in keys too', (value, expected) => {
    expect(quoted(value)).toBe(`"${expected}"`)
    expect(emitValue(branch([entry(value, true)]))).toBe(`{\n\t"${expected}": true\n}`)
  })

  it.each([
    [[0xff], '\\ufffd'],
    [[0xff, 0xfe], '\\ufffd\\ufffd'],
    [[0xe2, 0x82], '\\ufffd\\ufffd'],
    [[0xe2, 0x82, 0x78], '\\ufffd\\ufffdx'],
    [[0xf0, 0x9f, 0x98], '\\ufffd\\ufffd\\ufffd'],
    [[0xed, 0xa0, 0x80], '\\ufffd\\ufffd\\ufffd'],
    [[0xc0, 0x80], '\\ufffd\\ufffd'],
    [[0xf4, 0x90, 0x80, 0x80], '\\ufffd\\ufffd\\ufffd\\ufffd'],
    [[0xff, 0xef, 0xbf, 0xbd, 0x3c], '\\ufffd\ufffd\\u003c'],
    [[0xff, 0xf0, 0x9f, 0x98, 0x80, 0xc3, 0xa9], '\\ufffd😀é'],
  ])('spells the bytes %j as %j', (bytes, expected) => {
    expect(quoted(new Uint8Array(bytes))).toBe(`"${expected}"`)
  })
})

describe('what JSON cannot hold', () => {
  it.each<readonly [string, TreeValue]>([
    ['NaN', Number.NaN],
    ['an infinity', Number.NEGATIVE_INFINITY],
    ['a zone of 24 hours', timestamp('2001-12-14T21:59:43+24:00')],
    ['a zone of -99 hours', timestamp('2001-12-14T21:59:43.5-99:00')],
  ])('refuses %s and names its place (J10)', (_, value) => {
    const tree = branch([entry('x', 1n), entry('a', sequence([branch([entry('b', value)])]))])
    const refusal = refusalOf(() => jsonStore().emit([tree]))
    expect(refusal.code).toBe('EMIT_FAILED')
    expect(refusal.path).toEqual(['a', 'b'])
  })

  it('refuses more than 1,000 levels', () => {
    const nested = (depth: number): TreeValue => {
      let value: TreeValue = sequence([])
      for (let level = 1; level < depth; level++) value = sequence([value])
      return value
    }
    expect(emitValue(nested(1000))).toContain(`\n${'\t'.repeat(999)}[]`)
    expect(refusalOf(() => emitValue(nested(1001))).code).toBe('EMIT_FAILED')
    expect(refusalOf(() => emitValue(nested(100_000))).code).toBe('EMIT_FAILED')
  })
})
