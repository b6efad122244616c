import {
  branch,
  entry,
  isSopsError,
  sequence,
  type SopsError,
  type TreeBranches,
} from '@sopskit/core'
import { preserveYamlLayout } from '@sopskit/stores/layout'
import { yamlStore } from '@sopskit/stores/yaml'
import { describe, expect, it } from 'vitest'
import { underSecret } from './round-trip.ts'
import { seal } from './sealing.ts'

const store = yamlStore()

describe('encryption is refused, with the path', () => {
  it.each([
    ['an alias that would be encrypted', 'a: &x v\nsecret: *x\n', 'secret'],
    ['an alias of what would be encrypted', 'secret: &x v\nb: *x\n', 'b'],
    ['a merge key', 'a: &x {k: v}\nsecret:\n  <<: *x\n', 'secret.<<.k'],
    ['a list of aliases', 'a: &x v\nsecret: [*x]\n', 'secret'],
    ['an anchor on a key', '&x k: 1\nsecret: *x\n', 'secret'],
    ['a document that is an alias', 'secret: 1\na: &x {b: c}\n--- *x\n', ''],
    ['a null that is written out', 'secret: 1\n--- ~\n', ''],
    ['a missing value with a tag', 'secret: 1\n--- !!null\n', ''],
  ])('%s', (_, plain, path) => {
    expect(refusalOf(plain)).toBe(path)
  })
})

describe('a comment that would stay readable is refused', () => {
  it.each([
    ['in an encrypted flow map (C9)', 'secret: { # c\n  k: v }\n', 'secret.k'],
    ['beside null and empty text', "secret: { # c\n  n: null, e: '',\n  k: v }\n", 'secret.k'],
    ['in an empty map, wherever it stands', 'a: {\n  # c\n}\nb: 1\nc: 2\nsecret: v\n', 'secret'],
    ['behind a directive', '%YAML 1.1 # c\n---\nsecret: v\n', 'secret'],
  ])('%s', (_, plain, path) => {
    expect(refusalOf(plain)).toBe(path)
    expect(positionOf(plain)).toBe(plain.slice(0, plain.indexOf('#')).split('\n').length)
  })

  it.each([
    ['in a plain one', 'a: { # c\n  k: v }\nb: 1\nsecret: v\n'],
    ['where nothing is encrypted', 'a: {\n  # c\n}\n'],
  ])('but not %s', (_, plain) => {
    expect(refusalOf(plain)).toBeUndefined()
  })
})

describe('a tree that comments or documents came to, or went from, is refused', () => {
  const plain = 'a: 1\nb:\n  c: [x, y]\n# d\n'
  const comment = { kind: 'comment', text: ' d', inline: false } as const
  const b = entry('b', branch([entry('c', sequence(['x', 'y']))]))
  it.each([
    ['a comment more', [branch([comment, entry('a', 1n), b, comment])], ''],
    ['a comment less', [branch([entry('a', 1n), b])], ''],
    ['another order', [branch([b, entry('a', 1n), comment])], ''],
    ['a map with a comment', [branch([entry('a', branch([comment])), b, comment])], ''],
    ['a document more', [branch([]), branch([])], ''],
  ] as const)('%s', (_, target, path) => {
    expect(refusalOf(plain, target)).toBe(path)
  })
})

describe('a change that has no lines of its own is refused', () => {
  it.each([
    ['behind a question mark', '? a\n: 1\n? b\n: 2\n', [branch([entry('a', 1n)])], ''],
    [
      'in an alias',
      'a: &x {b: 1}\nc: *x\n',
      [branch([entry('a', branch([entry('b', 1n)])), entry('c', branch([]))])],
      'c',
    ],
    [
      'in what an alias stands for',
      'a: &x {b: 1}\nc: *x\n',
      [branch([entry('a', branch([])), entry('c', branch([entry('b', 1n)]))])],
      '',
    ],
  ] as const)('%s', (_, plain, target, path) => {
    expect(refusalOf(plain, target)).toBe(path)
  })
})

it.each([
  ['half a surrogate pair', 'a: x\n', [branch([entry('a', '\ud83d')])], 'a'],
  [
    'a comment of two lines',
    '# c\na: x\n',
    [branch([{ kind: 'comment', text: 'c\nd', inline: false }, entry('a', 'x')])],
    '',
  ],
] as const)('what has no place in the text is refused: %s', (_, plain, target, path) => {
  expect(refusalOf(plain, target)).toBe(path)
})

it('a comment that would come to belong to the metadata is refused', () => {
  expect(refusalOf('{\n  # c\n}\n')).toBe('')
})

it('the source is read as any other', () => {
  expect(() => preserveYamlLayout(Buffer.from('a: [\n'), [])).toThrow(
    expect.objectContaining({ code: 'PARSE_FAILED', position: { line: 2, column: 1 } }),
  )
  expect(() =>
    preserveYamlLayout(Buffer.from('a: 1\n'), [branch([entry('a', 1n)])], { indent: -1 }),
  ).toThrow(expect.objectContaining({ code: 'INVALID_INDENT' }))
})

function errorOf(plain: string, target?: TreeBranches): SopsError | undefined {
  const bytes = Buffer.from(plain)
  try {
    preserveYamlLayout(bytes, target ?? seal(store.load(bytes), underSecret))
    return undefined
  } catch (error) {
    if (isSopsError(error)) return error
    throw error
  }
}

/** The path of a refusal; `undefined` when there is none. */
function refusalOf(plain: string, target?: TreeBranches): string | undefined {
  const error = errorOf(plain, target)
  if (error === undefined) return undefined
  expect(error.code).toBe('EMIT_FAILED')
  return error.path?.join('.')
}

function positionOf(plain: string): number | undefined {
  return errorOf(plain)?.position?.line
}
