import type { TreeValue } from '@sopskit/core'
import { branch, comment, entry, isSopsError, sequence } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { emitted, emittedDocuments, extracted } from './emitted.ts'

function failure(run: () => unknown): {
  code: string
  path: readonly string[] | undefined
  message: string
} {
  try {
    run()
  } catch (error) {
    if (isSopsError(error)) return { code: error.code, path: error.path, message: error.message }
    throw error
  }
  throw new Error('nothing was thrown')
}

function nested(levels: number): TreeValue {
  let value: TreeValue = 'x'
  for (let level = 0; level < levels; level++) {
    value = level % 2 === 0 ? sequence([value]) : branch([entry('k', value)])
  }
  return value
}

describe('comments that no YAML file can hold', () => {
  test.each([
    ['a bell', 'secret\x07'],
    ['a NUL', 'secret\0'],
    ['a C1 control', 'secret\u0080'],
    ['U+FFFE', 'secret\ufffe'],
    ['half a surrogate pair', 'secret\ud800'],
    ['bytes', new Uint8Array([0x73, 0xff])],
  ])('%s', (_, text) => {
    const tree = branch([entry('a', branch([entry('b', sequence([comment(text), 'x']))]))])
    const { code, path, message } = failure(() => emittedDocuments([tree]))
    expect(code).toBe('EMIT_FAILED')
    expect(path).toEqual(['a', 'b'])
    expect(message).not.toContain('secret')
  })

  test('all other characters are fine', () => {
    const text = '\t é日本\ufeff😀\u{10ffff}'
    expect(emittedDocuments([branch([comment(text)])])).toBe(`#${text}\n{}\n`)
  })
})

describe('half a surrogate pair', () => {
  test('in a value', () => {
    const { code, path, message } = failure(() => emitted(sequence(['secret\udc00'])))
    expect(code).toBe('EMIT_FAILED')
    expect(path).toEqual(['k'])
    expect(message).not.toContain('secret')
  })

  test('in a key', () => {
    const { code } = failure(() => emittedDocuments([branch([entry('a\ud800', 1n)])]))
    expect(code).toBe('EMIT_FAILED')
  })
})

describe('depth', () => {
  test('1,000 levels are written', () => {
    expect(emitted(nested(999)).startsWith('k:\n')).toBe(true)
  })

  test('1,001 levels are refused', () => {
    expect(failure(() => emitted(nested(1000))).code).toBe('LIMIT_EXCEEDED')
    expect(failure(() => extracted(nested(1001))).code).toBe('LIMIT_EXCEEDED')
  })

  test('a million levels do not exhaust the stack', () => {
    expect(failure(() => emitted(nested(1_000_000))).code).toBe('LIMIT_EXCEEDED')
  })
})
