import { branch, comment, entry, isSopsError, sequence } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { emittedDocuments } from './emitted.ts'
import { readVectors } from './read-vectors.ts'
import { documentFrom } from './tree-notation.ts'

interface DocumentVector {
  readonly indent: number
  readonly tree: readonly (readonly unknown[])[]
  readonly output: string
}

const vectors = readVectors('documents.jsonl') as readonly DocumentVector[]

describe('files as sops writes them (E1 to E6, C20 to C30)', () => {
  test('all vectors are there', () => {
    expect(vectors).toHaveLength(218)
  })

  test.each(vectors)('file %#', ({ indent, tree, output }) => {
    expect(emittedDocuments(tree.map(documentFrom), indent)).toBe(output)
  })
})

describe('documents (E1)', () => {
  test('no document at all is an empty file', () => {
    expect(emittedDocuments([])).toBe('')
  })

  test('comments alone stand above empty braces (C30)', () => {
    const documents = [branch([comment(' a')]), branch([comment(' b'), comment('c', true)])]
    expect(emittedDocuments(documents)).toBe('# a\n{}\n---\n# b\n#c\n{}\n')
  })
})

describe('comments with breaks of their own (C21)', () => {
  test('stay comments on every line', () => {
    const document = branch([comment(' a\nb: 1\r#c\u2028\u2028d'), entry('k', sequence(['v']))])
    expect(emittedDocuments([document])).toBe('# a\n# b: 1\r#c\u2028\u2028# d\nk:\n    - v\n')
  })
})

describe('indentation (E2)', () => {
  const nested = [branch([entry('k', branch([entry('a', 1n)]))])]

  test.each([
    [0, 4],
    [1, 2],
    [2, 2],
    [3, 3],
    [9, 9],
    [10, 2],
    [1000, 2],
  ])('a setting of %i indents by %i', (indent, spaces) => {
    expect(emittedDocuments(nested, indent)).toBe(`k:\n${' '.repeat(spaces)}a: 1\n`)
  })

  test.each([-1, 2.5, NaN])('a setting of %d is refused', (indent) => {
    expect(() => emittedDocuments(nested, indent)).toThrow(
      expect.toSatisfy((error) => isSopsError(error, 'INVALID_INDENT')),
    )
  })
})
