import type { TreeItem, TreeValue } from '@sopskit/core'
import { branch, comment, decodeUtf8, encodeUtf8, entry, sequence, timestamp } from '@sopskit/core'
import { iniStore } from '@sopskit/stores/ini'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../json/refusal.ts'
import { readLineVectors } from '../lines/line-vectors.ts'
import { documentFrom } from '../yaml/emit/tree-notation.ts'

const store = iniStore()
const { documents, written } = readLineVectors('ini')

const section = (...items: readonly TreeItem[]) => [branch([entry('s', branch(items))])]

describe('writes the bytes of sops', () => {
  const faithful = documents.filter(({ output }) => output !== undefined)

  test.each(faithful)('$facts: $input', ({ tree, output }) => {
    expect(decodeUtf8(store.emit([documentFrom(tree)]))).toBe(output)
  })

  test.each(written)('of other formats, $facts: $output', ({ tree, output }) => {
    expect(decodeUtf8(store.emit(tree.map(documentFrom)))).toBe(output)
  })

  test('for all vectors', () => {
    expect([faithful.length, written.length]).toEqual([157, 27])
  })

  test('with bytes that are not UTF-8, which count as they are for the padding', () => {
    const tree = section(
      comment(Uint8Array.of(0xff)),
      entry('é', Uint8Array.of(0x20, 0xff)),
      entry('a', 'x'),
    )
    const expected = Buffer.from('; \xff\n[s]\n\xc3\xa9 = " \xff"\na  = x\n', 'latin1')
    expect(Buffer.from(store.emit(tree))).toEqual(expected)
  })

  test('with the newlines of metadata as a backslash and n (I12)', () => {
    const tree = [branch([entry('sops', branch([entry('age', 'x\ny\n')]))])]
    expect(decodeUtf8(store.emit(tree))).toBe('[sops]\nage = x\\ny\\n\n')
  })

  test('no document and an empty one as an empty file', () => {
    expect(store.emit([])).toEqual(new Uint8Array())
    expect(store.emit([branch([])])).toEqual(new Uint8Array())
  })
})

test('one long key among many cannot make the file too large', () => {
  const keys = Array.from({ length: 6000 }, (_, index) => entry(`k${index}`, ''))
  const tree = section(entry('a'.repeat(100_000), ''), ...keys)
  expect(refusalOf(() => store.emit(tree)).code).toBe('LIMIT_EXCEEDED')
})

describe('what is no section of text is refused, with its key and without its value', () => {
  test.each<readonly [string, TreeValue]>([
    ['text', 'hunter2'],
    ['null', null],
    ['a list', sequence(['hunter2'])],
  ])('%s at the top level (I10)', (_, value) => {
    const error = refusalOf(() => store.emit([branch([entry('k', value)])]))
    expect({ code: error.code, path: error.path }).toEqual({ code: 'EMIT_FAILED', path: ['k'] })
    expect(error.message).not.toContain('hunter2')
  })

  // sops prints structures of its own: `[{b 1}]`, `[hunter2]` (I10).
  test.each<readonly [string, TreeValue]>([
    ['a map', branch([entry('b', 1n)])],
    ['an empty map', branch([])],
    ['a list', sequence(['hunter2'])],
    ['an empty list', sequence([])],
  ])('%s in a section', (_, value) => {
    const error = refusalOf(() => store.emit(section(entry('k', value))))
    expect({ code: error.code, path: error.path }).toEqual({
      code: 'EMIT_FAILED',
      path: ['s', 'k'],
    })
    expect(error.message).not.toContain('hunter2')
  })

  test.each<readonly [string, TreeItem]>([
    ['a key', entry('\ud800', 'x')],
    ['a value', entry('a', '\udc80')],
    ['a comment', comment('\udfff\ud800')],
  ])('half a surrogate pair in %s', (_, item) => {
    expect(refusalOf(() => store.emit(section(item))).code).toBe('EMIT_FAILED')
  })
})

describe('single values (X4)', () => {
  const value = (of: TreeValue): string | undefined => decodeUtf8(store.emitValue(of))

  // Each of these is what `sops decrypt --extract … --output-type ini` printed.
  test.each<readonly [string, TreeValue]>([
    ['x"\n<y', 'x"\n<y'],
    ['5', 5n],
    ['1.5', 1.5],
    ['1', 1.0],
    ['-0', -0.0],
    ['true', true],
    ['null', null],
    ['"2001-12-14T00:00:00Z"', timestamp('2001-12-14T00:00:00Z')],
    ['[1,"é"]', sequence([1n, 'é'])],
    [
      '["\\u003c\\u003e\\u0026\\u2028\u007f\\t\\b",100000000000000000000,1e+21,1e-7,"\\ufffd",null]',
      sequence(['<>&\u2028\u007f\t\b', 1e20, 1e21, 1e-7, Uint8Array.of(0xff), null]),
    ],
  ])('%s', (expected, of) => {
    expect(value(of)).toBe(expected)
  })

  test('bytes as they are', () => {
    expect(store.emitValue(Uint8Array.of(0xff))).toEqual(Uint8Array.of(0xff))
  })

  // sops prints `[[{"Key":"a","Value":1}],null,{"Value":" c","Inline":false}]`.
  test('maps and empty lists in lists as JSON, without comments', () => {
    const list = sequence([branch([entry('a', 1n), entry('b', 'x')]), sequence([]), comment(' c')])
    expect(value(list)).toBe('[{"a":1,"b":"x"},[]]')
  })

  test.each([Number.NaN, sequence([Infinity]), '\ud800'])('refused: sample %#', (of) => {
    expect(refusalOf(() => store.emitValue(of)).code).toBe('EMIT_FAILED')
  })

  test('text is not quoted', () => {
    expect(store.emitValue(' x;')).toEqual(encodeUtf8(' x;'))
  })
})
