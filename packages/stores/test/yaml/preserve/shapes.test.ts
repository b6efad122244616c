import {
  branch,
  entry,
  isComment,
  sequence,
  setAtPath,
  type TreeBranches,
  type TreePath,
  type TreeValue,
  unsetAtPath,
} from '@sopskit/core'
import { losesComments, preserveYamlLayout } from '@sopskit/stores/layout'
import { yamlStore } from '@sopskit/stores/yaml'
import { describe, expect, it } from 'vitest'
import { metadata, metadataText } from './sealing.ts'

const store = yamlStore()
const pair = branch([entry('x', 1n), entry('q', sequence(['z', branch([entry('v', 'w')])]))])

describe('a value that comes', () => {
  it.each<[string, string, TreePath, TreeValue, string]>([
    ['behind the last key', 'a: 1\n', ['b'], 'x', 'a: 1\nb: x\n'],
    ['where no break ends the file', 'a: 1', ['b'], 'x', 'a: 1\nb: x'],
    [
      'with CRLF',
      'a: 1\r\n\r\nc:\r\n  d: 2\r\n',
      ['c', 'e'],
      'x',
      'a: 1\r\n\r\nc:\r\n  d: 2\r\n  e: x\r\n',
    ],
    [
      'above empty lines',
      'a:\n   b: 1\n\n\nc: 2\n',
      ['a', 'd'],
      'x',
      'a:\n   b: 1\n   d: x\n\n\nc: 2\n',
    ],
    [
      'below comments of its map',
      'a:\n  b: 1 # i\n  # c\nd: 2\n',
      ['a', 'e'],
      'x',
      'a:\n  b: 1 # i\n  # c\n  e: x\nd: 2\n',
    ],
    ['behind a block', 'a: |\n  t\n\nb: 2\n', ['c'], 'x', 'a: |\n  t\n\nb: 2\nc: x\n'],
    [
      'behind a block that keeps its breaks',
      'b:\n  a: |+\n    t\n\nc: 1\n',
      ['b', 'd'],
      'x',
      'b:\n  a: |+\n    t\n\n  d: x\nc: 1\n',
    ],
    ['in a map of a list', '- a: 1\n', [0, 'b'], 'x', '- a: 1\n  b: x\n'],
    ['in a list', 'a:\n- 1\n- 2 # c\nb: 1\n', ['a', 9], 3n, 'a:\n- 1\n- 2 # c\n- 3\nb: 1\n'],
    [
      'in a list below its key',
      'a:\n    - 1\n',
      ['a', 9],
      'x\ny\n',
      'a:\n    - 1\n    - |\n        x\n        y\n',
    ],
    [
      'a map in a list',
      'a:\n  - b: 1\n',
      ['a', 9],
      pair,
      'a:\n  - b: 1\n  - x: 1\n    q:\n      - z\n      - v: w\n',
    ],
    [
      'as the document is indented',
      'a:\n  b: 1\nc:\n- 1\n',
      ['d'],
      pair,
      'a:\n  b: 1\nc:\n- 1\nd:\n  x: 1\n  q:\n  - z\n  - v: w\n',
    ],
    [
      'a float and other words',
      'a: 1\n',
      ['b'],
      sequence([98, 1.5, true, null, 'true', '']),
      'a: 1\nb:\n    - 98.0\n    - 1.5\n    - true\n    - null\n    - "true"\n    - ""\n',
    ],
    ['in braces', 'a: {b: 1, c: 2,}\n', ['a', 'd'], 'x, y', "a: {b: 1, c: 2, d: 'x, y',}\n"],
    [
      'in braces over lines',
      'a: {\n  b: 1,\n  c: 2\n}\n',
      ['a', 'd'],
      pair,
      'a: {\n  b: 1,\n  c: 2,\n  d: {x: 1, q: [z, {v: w}]}\n}\n',
    ],
    ['in brackets', 'a: [1, 2]\n', ['a', 9], 3n, 'a: [1, 2, 3]\n'],
    [
      'in JSON',
      '{"a": {"b": 1}}\n',
      ['a', 'c'],
      pair,
      '{"a": {"b": 1, "c": {"x": 1, "q": ["z", {"v": "w"}]}}}\n',
    ],
    ['in empty braces', 'a: {}\nb: 1\n', ['a', 'c'], 'x', 'a:\n    c: x\nb: 1\n'],
    ['in empty braces in braces', 'a: {b: {}}\n', ['a', 'b', 'c'], 'x', 'a: {b: {c: x}}\n'],
    ['where none was', 'a:\nb: 1\n', ['a'], 'x', 'a: x\nb: 1\n'],
    ['where none was, a map', 'a:   # c\nb: 1\n', ['a'], 'x', 'a: x   # c\nb: 1\n'],
    [
      'in the place of a scalar',
      "a:   'v'\nb:\n  c: 1\n",
      ['a'],
      pair,
      'a:\n  x: 1\n  q:\n    - z\n    - v: w\nb:\n  c: 1\n',
    ],
    ['in the place of a map', 'a: # c\n  b: 1\n  # d\nc: 1\n', ['a'], 'x', 'a: x # c\nc: 1\n'],
    [
      'in the place of an item',
      'a:\n  - 1\n  - 2\n',
      ['a', 0],
      branch([entry('x', 1n), entry('q', 2n)]),
      'a:\n  - x: 1\n    q: 2\n  - 2\n',
    ],
    [
      'in the place of a value in braces',
      'a: {b: 1, c: 2}\n',
      ['a', 'b'],
      sequence(['x']),
      'a: {b: [x], c: 2}\n',
    ],
  ])('%s', (_, plain, path, value, expected) => {
    const [inMap, from, to] = path[0] === 0 ? inside(plain, expected) : [path, plain, expected]
    expect(
      changed(from, (tree) => setAtPath(tree, path[0] === 0 ? ['l', ...inMap] : path, value)),
    ).toBe(to)
  })
})

describe('a value that goes', () => {
  it.each<[string, string, TreePath, string]>([
    ['with its line', 'a: 1\nb: 2\nc: 3\n', ['b'], 'a: 1\nc: 3\n'],
    ['with its lines', 'a:\n  b:\n    - 1\n    # c\n    - 2\n  d: 1\n', ['a', 'b'], 'a:\n  d: 1\n'],
    ['but not empty lines', 'a: 1\n\nb: 2\n\nc: 3\n', ['b'], 'a: 1\n\n\nc: 3\n'],
    [
      'but not comments (X30)',
      'a: 1\n# c\n  \nb: 2 # d\nc: 3\n',
      ['b'],
      'a: 1\n# c\n  \n# d\nc: 3\n',
    ],
    ['behind a dash', 'l:\n  - a: 1\n    b: 2\n', ['l', 0, 'a'], 'l:\n  - b: 2\n'],
    ['of a list', 'l:\n- a\n-   b\n- c\n', ['l', 1], 'l:\n- a\n- c\n'],
    ['a map of a list', 'l:\n- a: 1\n  b: 2\n- a: 3\n', ['l', 0], 'l:\n- a: 3\n'],
    ['of equal items', 'l:\n- a # 1\n- a\n', ['l', 1], 'l:\n- a # 1\n'],
    ['the last of a map', 'a:\n  b: 1\nc: 2\n', ['a', 'b'], 'a: {}\nc: 2\n'],
    ['the last of a list', 'a:\n- 1\nc: 2\n', ['a', 0], 'a: []\nc: 2\n'],
    ['in braces', 'a: {b: 1, c: 2, d: 3}\n', ['a', 'c'], 'a: {b: 1, d: 3}\n'],
    ['at the end of braces', 'a: {b: 1, c: 2}\n', ['a', 'c'], 'a: {b: 1}\n'],
    ['in braces over lines', 'a: {\n  b: 1,\n  c: 2,\n}\n', ['a', 'b'], 'a: {\n  c: 2,\n}\n'],
    ['in brackets', 'a: [1, 2]\n', ['a', 0], 'a: [2]\n'],
    ['the last in brackets', 'a: [ 1 ]\n', ['a', 0], 'a: []\n'],
    ['a block that keeps its breaks', 'a: |+\n  t\n\n\nb: 1\n', ['a'], 'b: 1\n'],
  ])('%s', (_, plain, path, expected) => {
    expect(changed(plain, (tree) => unsetAtPath(tree, path))).toBe(expected)
  })
})

describe('metadata that are there', () => {
  const lines = [
    'a: x\nsops:',
    '  age:',
    '  -   recipient:   "age1"',
    '      enc: |-\n        first',
    '  version: 3.8.1\n',
  ]
  const file = lines.join('\n')
  const first = branch([entry('recipient', 'age1'), entry('enc', 'first')])
  const second = branch([entry('recipient', 'age2'), entry('enc', 'second')])
  const wanted = (...keys: readonly TreeValue[]): TreeBranches => {
    const sops = branch([entry('age', sequence(keys)), entry('version', '3.13.3')])
    return [branch([entry('a', 'x'), entry('sops', sops)])]
  }

  it('change leaf by leaf', () => {
    expect(written(file, wanted(first))).toBe(file.replace('3.8.1', '3.13.3'))
  })

  it('get keys and lose them in their own layout', () => {
    const more = file
      .replace('3.8.1', '3.13.3')
      .replace('        first\n', '        first\n  - recipient: age2\n    enc: second\n')
    expect(written(file, wanted(first, second))).toBe(more)
    expect(written(more, wanted(first))).toBe(file.replace('3.8.1', '3.13.3'))
  })

  it('are written anew where comments in them would go (D15)', () => {
    const target = [branch([entry('a', 'x'), entry('sops', metadata)])]
    expect(written(file.replace('age:', '# ours\n  age:'), target)).toBe(`a: x\n${metadataText}`)
  })
})

it('comments that no tree holds are known (C3)', () => {
  expect(losesComments(Buffer.from('a: { # c\n  b: 1 }\n'))).toBe(true)
  expect(losesComments(Buffer.from('# c\na: 1 # d\n'))).toBe(false)
})

it('such a comment beside encrypted text stays where the source is an encrypted file', () => {
  const source = Buffer.from(
    'a: { # c\n  b: "ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]" }\n',
  )
  const tree = store.load(source)
  expect(() => preserveYamlLayout(source, tree)).toThrow(
    expect.objectContaining({ code: 'EMIT_FAILED' }),
  )
  const { bytes } = preserveYamlLayout(source, tree, { isEncrypted: true })
  expect(Buffer.from(bytes).toString()).toBe(source.toString())
})

/** A text below a key. */
function inside(plain: string, expected: string): [TreePath, string, string] {
  return [[0, 'b'], `l:\n${plain}`, `l:\n${expected}`]
}

function changed(plain: string, change: (tree: TreeBranches) => TreeBranches): string {
  return written(plain, change(store.load(Buffer.from(plain))))
}

function written(source: string, target: TreeBranches): string {
  const { bytes, branches } = preserveYamlLayout(Buffer.from(source), target)
  expect(withoutComments(branches)).toEqual(withoutComments(target))
  return Buffer.from(bytes).toString()
}

function withoutComments(tree: TreeBranches): string {
  return JSON.stringify(tree, (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`
    return Array.isArray(value) ? value.filter((item) => !isCommentLike(item)) : value
  })
}

function isCommentLike(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'kind' in item && isComment(item as never)
}
