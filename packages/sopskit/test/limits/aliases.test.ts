import { describe, expect, test } from 'vitest'
import { decrypting, encrypting, expectKept, names } from './support.ts'

/** Each line stands for twice what the one before it stands for. */
function doubling(lines: number, spell: (name: string, before: string) => string): string {
  const all = ['a0: &a0 {x: 1}']
  for (let n = 1; n <= lines; n++) all.push(`a${n}: &a${n} ${spell(`a${n}`, `*a${n - 1} `)}`)
  return `${all.join('\n')}\n`
}

const tooMuch: readonly (readonly [string, string])[] = [
  ['billion laughs in lists', doubling(60, (_, before) => `[${before}, ${before}]`)],
  ['billion laughs in maps', doubling(60, (_, before) => `{x: ${before}, y: ${before}}`)],
  ['billion laughs by merging', doubling(60, (_, before) => `{<<: ${before}, y: ${before}}`)],
  ['a long text many times', `a: &a ${'x'.repeat(100_000)}\nb: [${'*a ,'.repeat(100_000)}]\n`],
  [
    'a long comment many times',
    `a: &a\n  # ${'c'.repeat(100_000)}\n  b: 1\nb: [${'*a ,'.repeat(1000)}]\n`,
  ],
  ['each in the next, too deep at the end', doubling(2000, (_, before) => `[${before}]`)],
]

describe('aliases that stand for too much', () => {
  test.each(tooMuch)('%s', async (_, text) => {
    expect(await encrypting('yaml', text)).toBe('LIMIT_EXCEEDED')
    expect(await decrypting('yaml', text)).toBe('LIMIT_EXCEEDED')
  })

  test('in several documents together', async () => {
    const documents = Array.from({ length: 30 }, () => `b: [${'*a ,'.repeat(1000)}]\n`)
    const text = `a: &a ${'x'.repeat(100)}\n---\n${documents.join('---\n')}`
    expect(await encrypting('yaml', text)).toBe('LIMIT_EXCEEDED')
  })
})

describe('aliases that lead nowhere', () => {
  test.each([
    ['to the list it stands in', 'a: &a [*a ]\n'],
    ['a hundred thousand times', `a: &a [${'*a ,'.repeat(100_000)}]\n`],
    ['to the map it stands in', 'a: &a {b: *a }\n'],
    ['to the map around', 'a: &a\n  b:\n    c: *a\n'],
    ['to nothing', 'a: *b\n'],
    ['to what comes later', 'a: *b\nb: &b 1\n'],
  ])('%s', async (_, text) => {
    expect(await encrypting('yaml', text)).toBe('PARSE_FAILED')
  })
})

test('many anchors, each used', async () => {
  const lines = names(10_000).map((name) => `${name}: &${name} x\nx${name}: *${name}\n`)
  expect(await encrypting('yaml', lines.join(''))).toBe('ok')
})

test('an anchor with a long name', async () => {
  const name = 'a'.repeat(1_000_000)
  expect(await encrypting('yaml', `a: &${name} x\nb: *${name}\n`)).toBe('ok')
})

test('plain repetition is fine (E7)', async () => {
  const value = 'x'.repeat(1000)
  await expectKept(
    'yaml',
    `${names(1000)
      .map((name) => `${name}: ${value}`)
      .join('\n')}\n`,
  )
  const text = `a: &a ${value}\n${names(1000)
    .map((name) => `${name}: *a\n`)
    .join('')}`
  expect(await encrypting('yaml', text)).toBe('ok')
})
