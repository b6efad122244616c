import { branch, comment, entry, isSopsError } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { loadYaml } from '../../../src/yaml/load/load-yaml.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const encoded = Buffer.from(`\ufeff${text}`, 'utf16le')
  return new Uint8Array(order === 'le' ? encoded : encoded.swap16())
}

describe('input encodings (P1)', () => {
  const tree = [branch([comment(' é'), entry('a', '😀')])]

  test.each(['le', 'be'] as const)('UTF-16%s with a byte order mark', (order) => {
    expect(loadYaml(utf16('# é\na: 😀\n', order))).toEqual(tree)
  })

  test('a view into a larger buffer', () => {
    const file = utf16('# é\na: 😀\n', 'be')
    const larger = new Uint8Array(file.length + 7)
    larger.set(file, 3)
    expect(loadYaml(larger.subarray(3, 3 + file.length))).toEqual(tree)
  })

  test.each([
    ['a stray byte', bytes('a: \xff')],
    ['an overlong form', bytes('a: \xc0\x80')],
    ['an encoded surrogate', bytes('a: \xed\xa0\x80')],
    ['a code point beyond Unicode', bytes('a: \xf4\x90\x80\x80')],
    ['a truncated character', bytes('a: \xc3')],
    ['bad bytes in a comment', bytes('# \xff\na: 1')],
    ['UTF-16 of an odd length', utf16('a: b', 'le').subarray(0, -1)],
    ['a lone surrogate in UTF-16', utf16('a: \ud800b', 'le')],
    ['nothing but a byte order mark', utf16('', 'le')],
  ])('refuses %s', (_name, input) => {
    expect(codeOf(input)).toBe('PARSE_FAILED')
  })

  test('no bytes at all are no document (P3)', () => {
    expect(codeOf(new Uint8Array())).toBe('EMPTY_DOCUMENT')
  })
})

describe('!!binary (P9)', () => {
  test('is bytes where it is not UTF-8, in the first document and behind it', () => {
    const loaded = loadYaml(bytes('a: !!binary //4=\n---\nb: [!!binary "/w=="]\n'))
    expect(loaded[0]).toEqual(branch([entry('a', new Uint8Array([0xff, 0xfe]))]))
    expect(loaded[1]?.items[0]).toEqual(
      entry('b', { kind: 'sequence', items: [new Uint8Array([0xff])] }),
    )
  })

  test('is refused as a key where it is not UTF-8', () => {
    expect(codeOf(bytes('!!binary //4= : x\n'))).toBe('PARSE_FAILED')
  })
})

function codeOf(input: Uint8Array): string {
  try {
    loadYaml(input)
  } catch (error) {
    return isSopsError(error) ? error.code : String(error)
  }
  return 'loaded'
}
