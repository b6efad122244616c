import { branch, entry, sequence } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../json/refusal.ts'
import { binaryStore, maxBinarySize } from '../../src/binary/index.ts'

const store = binaryStore()
const text = new TextEncoder().encode('text\n')

describe('the tree of a binary file is its key data (B1)', () => {
  test.each([
    ['text', text, 'text\n'],
    ['nothing', new Uint8Array(), ''],
    ['bytes that are not UTF-8', Uint8Array.of(0xff, 0, 0x0d), Uint8Array.of(0xff, 0, 0x0d)],
    ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), '\ufeffa'],
  ])('%s', (_, input, data) => {
    const tree = store.load(input)
    expect(tree).toEqual([branch([entry('data', data)])])
    expect(store.emit(tree)).toEqual(input)
  })

  test('too many bytes for one string', () => {
    expect(refusalOf(() => store.load(new Uint8Array(maxBinarySize + 1))).code).toBe(
      'LIMIT_EXCEEDED',
    )
  })
})

describe('what is written is the value of data alone (B2)', () => {
  test('without other keys, and of two the first', () => {
    const tree = [branch([entry('a', 1n), entry('data', 'text\n'), entry('data', 'x')])]
    expect(store.emit(tree)).toEqual(text)
  })

  test.each([
    ['no document', []],
    ['two documents', [branch([entry('data', 'x')]), branch([entry('data', 'x')])]],
    ['no key data', [branch([entry('Data', 'x')])]],
    ['an int', [branch([entry('data', 1n)])]],
    ['null', [branch([entry('data', null)])]],
    ['a list', [branch([entry('data', sequence([]))])]],
  ])('refused: %s', (_, tree) => {
    expect(refusalOf(() => store.emit(tree)).code).toBe('EMIT_FAILED')
  })
})

describe('a single value (B4)', () => {
  test('text and bytes as they are', () => {
    expect(store.emitValue('text\n')).toEqual(text)
    expect(store.emitValue(Uint8Array.of(0xff))).toEqual(Uint8Array.of(0xff))
  })

  test.each([5, true, null, sequence(['a'])])('refused: %j', (value) => {
    expect(refusalOf(() => store.emitValue(value)).code).toBe('EMIT_FAILED')
  })
})
