import { branch, entry, sequence } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { emitted, emittedDocuments } from './emitted.ts'
import { readVectors } from './read-vectors.ts'

interface StringVector {
  readonly text: string
  readonly value: string
  readonly item: string
  readonly key: string
}

const vectors = readVectors('strings.jsonl') as readonly StringVector[]

describe('strings as sops writes them (E20 to E43)', () => {
  test('all vectors are there', () => {
    expect(vectors).toHaveLength(123)
  })

  test.each(vectors)('$text', ({ text, value, item, key }) => {
    expect(emitted(text)).toBe(value)
    expect(emitted(sequence([text]))).toBe(item)
    expect(emittedDocuments([branch([entry(text, 1n)])])).toBe(key)
  })
})

describe('the step digit of a literal block (E41)', () => {
  test.each([
    [0, 'k: |4-\n     a\n    b\n'],
    [2, 'k: |2-\n     a\n    b\n'.replace(/^ {2}/gm, '')],
    [8, 'k: |8-\n         a\n        b\n'],
  ])('is the indentation, %i', (indent, expected) => {
    expect(emitted(' a\nb', indent)).toBe(expected)
  })

  test('is right in a list of a two-space file', () => {
    expect(emitted(sequence([' a\nb']), 2)).toBe('k:\n  - |2-\n     a\n    b\n')
  })

  test('does not matter for a text of nothing but breaks', () => {
    expect(emitted(sequence(['\n\n', 'x']))).toBe('k:\n    - |4+\n\n\n    - x\n')
  })
})

describe('keys behind a question mark (E36)', () => {
  test('take any value', () => {
    const long = 'k'.repeat(129)
    const document = branch([
      entry(long, branch([entry('a', 'x')])),
      entry('b\nc', sequence(['y', branch([])])),
      entry('d\u2028e', 'z'),
    ])
    expect(emittedDocuments([document])).toBe(
      `? ${long}\n:   a: x\n? |-\n    b\n    c\n:   - "y"\n    - {}\n? 'd\u2028    e'\n: z\n`,
    )
  })
})
