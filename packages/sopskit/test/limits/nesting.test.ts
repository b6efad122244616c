import { describe, expect, test } from 'vitest'
import type { FileFormat } from '../../src/index.ts'
import { decrypting, encrypting } from './support.ts'

type Form = readonly [name: string, format: FileFormat, write: (levels: number) => string]

const forms: readonly Form[] = [
  ['flow lists', 'yaml', (n) => `a: ${'['.repeat(n)}1${']'.repeat(n)}\n`],
  ['flow maps', 'yaml', (n) => `a: ${'{a: '.repeat(n)}1${'}'.repeat(n)}\n`],
  ['flow lists on lines of their own', 'yaml', (n) => `a: ${'[\n'.repeat(n)}1${']'.repeat(n)}\n`],
  ['dashes in one line', 'yaml', (n) => `a:\n  ${'- '.repeat(n)}1\n`],
  ['lists', 'json', (n) => `{"a":${'['.repeat(n)}1${']'.repeat(n)}}`],
  ['maps', 'json', (n) => `${'{"a":'.repeat(n)}{}${'}'.repeat(n)}`],
]

describe.each(forms)('%s in %s', (_, format, write) => {
  test('900 levels are read', async () => {
    expect(await encrypting(format, write(900))).toBe('ok')
    expect(await decrypting(format, write(900))).toBe('METADATA_NOT_FOUND')
  })

  test.each([1000, 10_000, 1_000_000])('%i levels and the one around them are not', async (n) => {
    expect(await encrypting(format, write(n))).toBe('LIMIT_EXCEEDED')
    expect(await decrypting(format, write(n))).toBe('LIMIT_EXCEEDED')
  })
})

const indented = (levels: number, what: string) =>
  Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}${what}`).join('\n')

describe.each([
  ['maps', (n: number) => `${indented(n, 'a:')} 1\n`],
  ['lists', (n: number) => `a:\n${indented(n, '-')} 1\n`],
])('YAML %s by indentation', (_, write) => {
  test('900 levels are read', async () => {
    expect(await encrypting('yaml', write(900))).toBe('ok')
  })

  test.each([1001, 4000])('%i levels are not', async (levels) => {
    expect(await encrypting('yaml', write(levels))).toBe('LIMIT_EXCEEDED')
    expect(await decrypting('yaml', write(levels))).toBe('LIMIT_EXCEEDED')
  })
})

describe('what is never closed', () => {
  test.each([
    ['yaml', 'a: [', '[', 'PARSE_FAILED'],
    ['yaml', 'a: {', '{', 'PARSE_FAILED'],
    ['json', '{"a":[', '[', 'PARSE_FAILED'],
    ['json', '{"a":', '{"a":', 'PARSE_FAILED'],
  ] as const)('%s %j: soon malformed, later too deep', async (format, start, more, code) => {
    expect(await encrypting(format, start + more.repeat(500))).toBe(code)
    expect(await encrypting(format, start + more.repeat(1_000_000))).toBe('LIMIT_EXCEEDED')
  })

  test('a million keys marked by `?`', async () => {
    expect(await encrypting('yaml', `${'? '.repeat(1_000_000)}a\n`)).toBe('LIMIT_EXCEEDED')
  })
})

describe('flat keys of the metadata (D20)', () => {
  test.each([
    ['maps', '__map_a'],
    ['lists', '__list_0'],
  ])('%s up to 100 steps', async (_, step) => {
    for (const levels of [1000, 10_000, 1_000_000]) {
      const key = `x${step.repeat(levels)}`
      expect(await decrypting('dotenv', `a=b\nsops_${key}=1\n`)).toBe('METADATA_INVALID')
      expect(await decrypting('ini', `[a]\na=b\n[sops]\n${key}=1\n`)).toBe('METADATA_INVALID')
    }
  })

  test.each(['9999999999', '9'.repeat(1_000_000), '-1', '1e9'])(
    'a list that begins at %.20s has a gap, and no memory is taken for it',
    async (index) => {
      const text = `a=b\nsops_kms__list_${index}__map_arn=1\nsops_kms__list_7__map_arn=1\n`
      expect(await decrypting('dotenv', text)).toBe('METADATA_INVALID')
    },
  )

  test('metadata that nest in JSON', async () => {
    for (const levels of [1000, 10_000, 1_000_000]) {
      const lists = `${'['.repeat(levels)}${']'.repeat(levels)}`
      expect(await decrypting('json', `{"sops":{"kms":${lists}}}`)).toBe('LIMIT_EXCEEDED')
    }
  })
})
