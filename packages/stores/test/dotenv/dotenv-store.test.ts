import type { TreeItem, TreeValue } from '@sopskit/core'
import {
  branch,
  comment,
  decodeUtf8,
  encodeUtf8,
  entry,
  maxFileSize,
  sequence,
  timestamp,
} from '@sopskit/core'
import { dotenvStore } from '@sopskit/stores/dotenv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../json/refusal.ts'
import { readLineVectors } from '../lines/line-vectors.ts'
import { documentFrom } from '../yaml/emit/tree-notation.ts'

const store = dotenvStore()
const { documents, refused, written } = readLineVectors('dotenv')

const emitted = (...items: readonly TreeItem[]): string | undefined =>
  decodeUtf8(store.emit([branch(items)]))

describe('reads what sops reads, and writes its bytes', () => {
  test.each(documents)('$facts: $input', ({ input, tree, output }) => {
    const loaded = store.load(encodeUtf8(input))
    expect(loaded).toEqual([documentFrom(tree)])
    expect(decodeUtf8(store.emit(loaded))).toBe(output)
  })

  test.each(written)('of other formats, $facts: $output', ({ tree, output }) => {
    expect(decodeUtf8(store.emit(tree.map(documentFrom)))).toBe(output)
  })

  test.each(refused)('refuses line $line, $facts: $input', ({ input, line }) => {
    const { code, position } = refusalOf(() => store.load(encodeUtf8(input)))
    expect({ code, position }).toEqual({ code: 'PARSE_FAILED', position: { line, column: 1 } })
  })

  test('for all vectors', () => {
    expect([documents.length, refused.length, written.length]).toEqual([44, 9, 11])
  })
})

describe('bytes that are not UTF-8 (N5)', () => {
  test('stay in values and comments', () => {
    const input = Buffer.from('a=\xff\n#x\xc3\nb=\\n\xe9=\n\u00c3=ok\n', 'latin1')
    const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
    const start = input.subarray(0, input.lastIndexOf('\n', -2) + 1)
    const loaded = store.load(start)
    expect(loaded).toEqual([
      branch([entry('a', bytes('\xff')), comment(bytes('x\xc3')), entry('b', bytes('\n\xe9='))]),
    ])
    expect(Buffer.from(store.emit(loaded))).toEqual(start)
  })

  test('are refused in keys, which sops takes', () => {
    const { code, position } = refusalOf(() => store.load(Uint8Array.of(0x0a, 0xff, 0x3d, 0x31)))
    expect({ code, position }).toEqual({ code: 'PARSE_FAILED', position: { line: 2, column: 1 } })
  })
})

test('a message does not quote the line, as that of sops does (N2)', () => {
  const error = refusalOf(() => store.load(encodeUtf8('hunter2')))
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2')
})

test('a file that is too large', () => {
  expect(refusalOf(() => store.load(new Uint8Array(maxFileSize + 1))).code).toBe('LIMIT_EXCEEDED')
})

describe('what does not fit into a line is refused', () => {
  test.each<readonly [string, TreeValue]>([
    ['a map', branch([])],
    ['a list', sequence(['hunter2'])],
  ])('%s, with its key and without its value (N6)', (_, value) => {
    const error = refusalOf(() => emitted(entry('a', 1n), entry('k', value)))
    expect({ code: error.code, path: error.path }).toEqual({ code: 'EMIT_FAILED', path: ['k'] })
    expect(error.message).not.toContain('hunter2')
  })

  // sops writes these keys as they are: `a=b=x`, `#a=x`, and a line of its own behind a line break.
  test.each(['a=b', '=', '#a', '#', 'a\nb', 'a\n', '\n'])('the key %j', (key) => {
    const error = refusalOf(() => emitted(entry(key, 'x')))
    expect({ code: error.code, path: error.path }).toEqual({ code: 'EMIT_FAILED', path: [key] })
  })

  test('a comment of several lines', () => {
    expect(refusalOf(() => emitted(comment('a\nb=c'))).code).toBe('EMIT_FAILED')
  })

  test.each<readonly [string, TreeItem]>([
    ['a key', entry('\ud800', 'x')],
    ['a value', entry('a', '\udc80')],
    ['a comment', comment('\udfff\ud800')],
  ])('half a surrogate pair in %s', (_, item) => {
    expect(refusalOf(() => emitted(item)).code).toBe('EMIT_FAILED')
  })

  test('no document at all', () => {
    expect(refusalOf(() => store.emit([])).code).toBe('EMIT_FAILED')
  })
})

test('a backslash and n in a value are written as they are, and read as a newline (N4)', () => {
  expect(emitted(entry('a', 'x\\ny'))).toBe('a=x\\ny\n')
})

test('what is written reads back as it was', () => {
  const key = fc.string({ unit: 'binary' })
  const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\\n', '\\'))
  const bytes = fc.uint8Array().filter((value) => decodeUtf8(value) === undefined)
  const value = fc.oneof(
    text,
    bytes.map((all) => all.filter((byte) => byte !== 0x5c)),
  )
  let kept = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value)), (pairs) => {
      const fitting = pairs.filter(([name, one]) => !/[=\n]|^#/.test(name) && isTreeText(one))
      const document = branch(fitting.map(([name, one]) => entry(name, one)))
      expect(store.load(store.emit([document]))).toEqual([document])
      kept += fitting.length
    }),
  )
  expect(kept).toBeGreaterThan(100)
})

function isTreeText(value: string | Uint8Array): boolean {
  if (typeof value !== 'string') return decodeUtf8(value) === undefined
  return !value.includes('\\n') && !/\p{Surrogate}/u.test(value)
}

describe('single values (X4)', () => {
  test('text and bytes as they are', () => {
    expect(store.emitValue('x\ny')).toEqual(encodeUtf8('x\ny'))
    expect(store.emitValue('')).toEqual(new Uint8Array())
    expect(store.emitValue(Uint8Array.of(0xff))).toEqual(Uint8Array.of(0xff))
  })

  test.each([5n, 1.5, true, null, timestamp('2001-12-14T00:00:00Z'), sequence(['hunter2'])])(
    'nothing else: sample %#',
    (value) => {
      const error = refusalOf(() => store.emitValue(value))
      expect(error.code).toBe('EMIT_FAILED')
      expect(error.message).not.toContain('hunter2')
    },
  )

  test('half a surrogate pair', () => {
    expect(refusalOf(() => store.emitValue('\ud800')).code).toBe('EMIT_FAILED')
  })
})
