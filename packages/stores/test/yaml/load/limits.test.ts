import type { TreeBranches } from '@sopskit/core'
import { encodeUtf8, isSopsError } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { loadYaml } from '../../../src/yaml/load/load-yaml.ts'

const load = (text: string): TreeBranches => loadYaml(encodeUtf8(text))

function indented(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}k:`)
  return `${lines.join('\n')} v\n`
}

describe('nesting', () => {
  test.each([
    ['lists in brackets', `a: ${'['.repeat(999)}${']'.repeat(999)}`],
    ['maps in braces', `a: ${'{a: '.repeat(999)}1${'}'.repeat(999)}`],
    ['lists of dashes', `a:\n ${'- '.repeat(999)}b`],
    ['indented maps', indented(1000)],
  ])('of 1,000 levels is read: %s', (_name, text) => {
    expect(load(text)).toHaveLength(1)
  })

  test.each([
    ['1,001 brackets', `a: ${'['.repeat(1001)}${']'.repeat(1001)}`],
    ['10,000 brackets', `a: ${'['.repeat(10_000)}`],
    ['1,000,000 brackets', `a: ${'['.repeat(1_000_000)}`],
    ['1,000,000 braces', `a: ${'{a: '.repeat(1_000_000)}`],
    ['1,000,000 dashes', `a:\n ${'- '.repeat(1_000_000)}`],
    ['1,000,000 question marks', '? '.repeat(1_000_000)],
    ['1,100 indented maps', indented(1100)],
    ['lists that are not indented', `a:\n- ${'- '.repeat(1100)}b`],
    [
      '600 levels on top of 600 through an alias',
      `a: &a ${nest(600, 'x')}\nb: ${nest(600, '*a ')}`,
    ],
  ])('beyond that is refused: %s', (_name, text) => {
    expect(codeOf(text)).toBe('LIMIT_EXCEEDED')
  })
})

describe('aliases (P7)', () => {
  test('that double with every line are refused', () => {
    const lines = ['a0: &a0 [x, x]']
    for (let n = 1; n <= 40; n++) lines.push(`a${n}: &a${n} [*a${n - 1} , *a${n - 1} ]`)
    expect(codeOf(lines.join('\n'))).toBe('LIMIT_EXCEEDED')
  })

  test('of a long text or a long comment are refused as well', () => {
    const long = 'x'.repeat(100_000)
    const aliases = '  - *a\n'.repeat(200)
    expect(codeOf(`a: &a ${long}\nb:\n${aliases}`)).toBe('LIMIT_EXCEEDED')
    expect(codeOf(`a:\n  # ${long}\n  - &a []\nb:\n${aliases}`)).toBe('LIMIT_EXCEEDED')
  })

  test('in usual numbers share one copy', () => {
    const [document] = load(`a: &a {k: v}\nb:\n${'  - *a\n'.repeat(10_000)}`)
    expect(document?.items).toHaveLength(2)
  })
})

// Each of these would take minutes where one step looked back over all the others.
describe('size', () => {
  const many = 50_000
  const times = (count: number, line: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => line(n)).join('')

  test.each([
    ['keys', times(many, (n) => `k${n}: v${n}\n`), 1],
    ['keys on one line', `{${times(many, (n) => `k${n}: v${n}, `)}}`, 1],
    ['comment lines in a run', `a:\n  b: 1\n${'  # c\n'.repeat(many)}c: 1\n`, 1],
    [
      'comment lines at changing columns',
      `a:\n  b:\n    c:\n      - 1\n${'   # c\n  # d\n'.repeat(many)}e: 1\n`,
      1,
    ],
    ['comments with blank lines between', `a: 1\n${'# c\n\n'.repeat(many)}b: 1\n`, 1],
    ['blank lines', `a: b\n${'\n'.repeat(many)}c: d\n`, 1],
    ['documents', '---\na: 1\n'.repeat(many), many],
    ['quoted texts with lines at the margin', times(many / 10, (n) => `k${n}: "a\nb"\n`), 1],
    ['flow collections with lines at the margin', times(many / 10, (n) => `k${n}: [a,\nb]\n`), 1],
    ['lines of quoted text', `a: "${'b \n  '.repeat(many)}"\n`, 1],
    ['spaces in quoted text', `a: "${' '.repeat(many * 10)}b"\n`, 1],
    ['backslashes', `a: "${'\\\\'.repeat(many * 10)}"\n`, 1],
    ['lines of a block scalar', `a: |\n${'  b\n\n'.repeat(many)}`, 1],
    ['lines of a plain scalar', `a: b\n${'  c\n'.repeat(many)}`, 1],
    ['anchors', times(many, (n) => `k${n}: &a${n} v\nl${n}: *a${n}\n`), 1],
  ])('%s', (_name, text, documents) => {
    expect(load(text)).toHaveLength(documents)
  })
})

function nest(levels: number, content: string): string {
  return '['.repeat(levels) + content + ']'.repeat(levels)
}

function codeOf(text: string): string {
  try {
    load(text)
  } catch (error) {
    return isSopsError(error) ? error.code : String(error)
  }
  return 'loaded'
}
