import { encodeUtf8, isSopsError } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { loadYaml } from '../../../src/yaml/load/load-yaml.ts'
import type { RecordedTree } from './recorded-tree.ts'
import { readVectors, toBranches } from './recorded-tree.ts'

interface TreeVector {
  readonly facts: string
  readonly input: string
  readonly tree: RecordedTree
}

interface ErrorVector {
  readonly facts: string
  readonly code: string
  readonly input: string
  readonly position?: { readonly line: number; readonly column: number }
}

const trees = readVectors('trees') as readonly TreeVector[]
const errors = readVectors('errors') as readonly ErrorVector[]
const randomDocuments = readVectors('random-documents') as readonly Omit<TreeVector, 'facts'>[]

describe('loads the tree that sops builds', () => {
  test.each(trees)('$facts: $input', ({ input, tree }) => {
    expect(loadYaml(encodeUtf8(input))).toEqual(toBranches(tree))
  })

  test.each(randomDocuments)('with comments everywhere (C5 to C17): $input', ({ input, tree }) => {
    expect(loadYaml(encodeUtf8(input))).toEqual(toBranches(tree))
  })

  test('for all vectors', () => {
    expect(trees.length).toBe(222)
    expect(randomDocuments.length).toBe(150)
    const facts = new Set(trees.map((vector) => vector.facts))
    for (let number = 1; number <= 13; number++) expect(facts).toContain(`P${number}`)
    for (const number of [1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]) {
      expect(facts).toContain(`C${number}`)
    }
  })
})

describe('refuses what sops refuses', () => {
  test.each(errors)('$facts: $input', ({ input, code, position }) => {
    const error = errorOf(() => loadYaml(encodeUtf8(input)))
    expect(isSopsError(error) && { code: error.code, position: error.position }).toEqual({
      code,
      position,
    })
  })

  test('for all vectors', () => {
    expect(errors.length).toBe(131)
  })
})

describe('refuses what sops reads, on purpose', () => {
  test.each([
    // sops keeps both; its own file cannot be opened again.
    ['duplicate keys in a later document (P6)', 'a: 1\n---\nb: 1\nb: 2\n', 'DUPLICATE_KEY', 4],
    ['an alias that repeats a key (P6)', '&k a: 1\n? *k\n: 2\n', 'DUPLICATE_KEY', 2],
    // sops makes them null, which loses the text.
    [
      'a tag that does not fit in a later document (P6)',
      'a: 1\n---\nb: !!int x',
      'PARSE_FAILED',
      3,
    ],
    ['broken !!binary in a later document (P6)', 'a: 1\n---\nb: !!binary x!', 'PARSE_FAILED', 3],
    // The lexer takes these for something else than sops does.
    ['a dash alone in a flow list', 'a: [-]', 'PARSE_FAILED', 1],
    ['a colon at the end of text in a flow collection', 'a: [b:, c]', 'PARSE_FAILED', 1],
    ['a question mark glued to a flow key', 'a: {?b: c}', 'PARSE_FAILED', 1],
    ['a tag glued to a comma', 'a: [!!str, b]', 'PARSE_FAILED', 1],
    ['a tag with an escape', 'a: !%41 b', 'PARSE_FAILED', 1],
    ['an anchor glued to a colon', 'a: &x:y b', 'PARSE_FAILED', 1],
    ['an alias glued to a colon', 'a: &x k\n*x: b', 'PARSE_FAILED', 2],
    ['a directive behind a document without ...', 'a: 1\n%YAML 1.1\n---\nb: 1', 'PARSE_FAILED', 2],
  ])('%s', (_name, input, code, line) => {
    const error = errorOf(() => loadYaml(encodeUtf8(input)))
    expect(isSopsError(error) && [error.code, error.position?.line]).toEqual([code, line])
  })
})

function errorOf(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}
