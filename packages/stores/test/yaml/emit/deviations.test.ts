import type { TreeValue } from '@sopskit/core'
import { branch, comment, entry, sequence } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { emitted, emittedDocuments } from './emitted.ts'

// Everything here is something that sops 3.13.3 prints so that it cannot read it again, or reads another value.

describe('text of several lines that starts with a tab (Q2): sops prints null', () => {
  test('as a value and as a list item', () => {
    expect(emitted('\ta\nb')).toBe('k: "\\ta\\nb"\n')
    expect(emitted(sequence(['\ta\n']))).toBe('k:\n    - "\\ta\\n"\n')
  })

  test('as a key', () => {
    expect(emittedDocuments([branch([entry('\ta\nb', 1n)])])).toBe('? "\\ta\\nb"\n: 1\n')
  })
})

describe('blocks whose step digit is wrong (Q4, E42): sops writes what no reader takes', () => {
  test.each([
    [0, ' a\nb', '" a\\nb"'],
    [3, '  a\n b', '"  a\\n b"'],
    [8, '\na', '"\\na"'],
    [0, '\u2028\na', '"\\L\\na"'],
  ])('in a list, indentation %i', (indent, text, quoted) => {
    expect(emitted(sequence([text]), indent)).toContain(`- ${quoted}\n`)
  })

  test('under a key of a map that stands in a list', () => {
    const value = sequence([
      branch([entry('m', ' a\nb'), entry('p', branch([entry('o', ' a\nb')]))]),
    ])
    expect(emitted(value)).toBe(
      'k:\n    - m: " a\\nb"\n      p:\n        o: |4-\n             a\n            b\n',
    )
  })

  test('as a key of such a map', () => {
    expect(emitted(sequence([branch([entry(' a\nb', 1n)])]))).toBe(
      'k:\n    - ? " a\\nb"\n      : 1\n',
    )
  })
})

describe('the key << in a first document (Q10)', () => {
  const refused: readonly (readonly [string, TreeValue, string])[] = [
    ['a string', 'x', '"<<": x\n'],
    ['null', null, '"<<": null\n'],
    ['a list of strings', sequence(['x']), '"<<":\n    - x\n'],
    ['a list with one string', sequence([branch([]), 'x']), '"<<":\n    - {}\n    - x\n'],
    ['a list of lists', sequence([sequence([])]), '"<<":\n    - []\n'],
  ]
  const taken: readonly (readonly [string, TreeValue, string])[] = [
    ['a map', branch([entry('a', 1n)]), '!!merge <<:\n    a: 1\n'],
    ['an empty list', sequence([]), '!!merge <<: []\n'],
    ['a list of maps', sequence([comment(' c'), branch([])]), '!!merge <<:\n    # c\n    - {}\n'],
  ]

  test.each(refused)(
    'is quoted before %s: sops cannot read its own !!merge',
    (_, value, expected) => {
      expect(emittedDocuments([branch([entry('<<', value)])])).toBe(expected)
    },
  )

  test.each(taken)('is as sops writes it before %s', (_, value, expected) => {
    expect(emittedDocuments([branch([entry('<<', value)])])).toBe(expected)
  })

  test('is as sops writes it in later documents, which are read without merging (P6)', () => {
    const documents = [branch([]), branch([entry('<<', 'x')])]
    expect(emittedDocuments(documents)).toBe('{}\n---\n!!merge <<: x\n')
  })

  test('is as sops writes it as a value, which reads back (E33)', () => {
    expect(emitted('<<')).toBe('k: !!merge <<\n')
  })
})

describe('an empty collection behind a comment that ended the line', () => {
  test('does not slip to the left edge', () => {
    const inner = sequence([sequence(['a']), comment(' foot')])
    const document = branch([entry('l', inner), entry('m', sequence([])), entry('o', branch([]))])
    // C28: the foot of the inner list is written late, right behind `m:`.
    expect(emittedDocuments([document])).toBe('l:\n    - - a\nm:\n# foot\n    []\no: {}\n')
  })
})
