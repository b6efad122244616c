import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectLeaves } from '../../src/leaves/collect-leaves.ts'
import type { CommentScope } from '../../src/leaves/leaf.ts'
import { replaceLeaves } from '../../src/leaves/replace-leaves.ts'
import { branch, comment, entry, sequence, timestamp } from '../../src/tree/create.ts'
import type { TreeBranch, TreeItem, TreeValue } from '../../src/tree/tree.ts'

const texts = (scope: CommentScope): readonly unknown[] =>
  scope === undefined ? [] : [scope.text, ...texts(scope.outer)]

const misplaced = (path: readonly string[]): unknown =>
  expect.objectContaining({ code: 'INVALID_PLAINTEXT', path })

const nested = (levels: number): TreeBranch => {
  let value: TreeValue = 'deep'
  for (let level = 1; level < levels; level++) {
    value = level % 2 === 0 ? branch([entry('k', value)]) : sequence([value])
  }
  return branch([entry('k', value)])
}

describe('collectLeaves', () => {
  it('walks documents, maps and lists in stored order (M2)', () => {
    const first = branch([
      entry('b', 'x'),
      entry('a', sequence([1n, true, branch([entry('z', 2.5), entry('y', null)])])),
      entry('e', ''),
    ])
    const second = branch([entry('t', timestamp('2001-12-14T00:00:00Z'))])
    const values = collectLeaves([first, second]).map((leaf) => leaf.value)
    expect(values).toEqual(['x', 1n, true, 2.5, null, '', timestamp('2001-12-14T00:00:00Z')])
  })

  it('leaves list indexes out of the path and adds the keys of maps in lists (V5)', () => {
    const document = branch([
      entry('l', sequence(['p', sequence(['q']), branch([entry('k', 'r')])])),
      entry('x:y', branch([entry('b', 's')])),
    ])
    const paths = collectLeaves([document]).map((leaf) => leaf.path)
    expect(paths).toEqual([['l'], ['l'], ['l', 'k'], ['x:y', 'b']])
  })

  it('gives a comment the path of its container (V7)', () => {
    const document = branch([
      comment(' top'),
      entry('m', branch([comment(' in m')])),
      entry('l', sequence([comment(' in l')])),
    ])
    const leaves = collectLeaves([document])
    expect(leaves.map((leaf) => leaf.path)).toEqual([[], ['m'], ['l']])
    expect(leaves.map((leaf) => leaf.place)).toEqual(['comment', 'comment', 'item'])
  })

  it('finds no leaf in empty maps and lists, and keeps duplicate keys', () => {
    const document = branch([
      entry('a', branch([])),
      entry('b', sequence([])),
      entry('c', 'x'),
      entry('c', 'y'),
    ])
    expect(collectLeaves([document]).map((leaf) => leaf.value)).toEqual(['x', 'y'])
  })

  it('tells the comments of a run, of each outer container, and none after the next item (R6)', () => {
    const document = branch([
      comment('one'),
      comment('two'),
      entry('a', branch([comment('three'), entry('b', 'x'), entry('c', 'y')])),
      entry('d', 'z'),
      comment('four'),
    ])
    const scopes = collectLeaves([document]).map((leaf) => texts(leaf.comments))
    expect(scopes).toEqual([
      ['one'],
      ['two', 'one'],
      ['three', 'two', 'one'],
      ['three', 'two', 'one'],
      ['two', 'one'],
      [],
      ['four'],
    ])
  })

  it('clears the comments of a list after each item, and all of them after a document (R6)', () => {
    const list = sequence([comment('one'), sequence(['x']), 'y', comment('two'), 'z'])
    const documents = [branch([entry('l', list), comment('end')]), branch([entry('a', 'w')])]
    const scopes = collectLeaves(documents).map((leaf) => texts(leaf.comments))
    expect(scopes).toEqual([['one'], ['one'], [], ['two'], ['two'], ['end'], []])
  })

  it('clears the comments in front of an empty map as well (R6)', () => {
    const document = branch([comment('one'), entry('a', branch([])), entry('b', 'x')])
    expect(collectLeaves([document]).map((leaf) => texts(leaf.comments))).toEqual([['one'], []])
  })

  it('refuses more than 1,000 levels', () => {
    expect(collectLeaves([nested(1000)])).toHaveLength(1)
    expect(() => collectLeaves([nested(1001)])).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    )
  })
})

describe('replaceLeaves', () => {
  it('puts replacements in walk order and leaves the input as it was', () => {
    const document = branch([
      comment('c', true),
      entry('a', sequence(['x', branch([entry('k', 1n)])])),
      entry('e', branch([])),
    ])
    const before = structuredClone(document)
    const replaced = replaceLeaves([document], [comment('d'), 'y', 2.5])
    expect(replaced).toEqual([
      branch([
        comment('d'),
        entry('a', sequence(['y', branch([entry('k', 2.5)])])),
        entry('e', branch([])),
      ]),
    ])
    expect(document).toEqual(before)
  })

  it('turns list items from comment to value and back (V20)', () => {
    const document = branch([entry('l', sequence([comment('c'), 'x']))])
    expect(replaceLeaves([document], ['y', comment('d')])).toEqual([
      branch([entry('l', sequence(['y', comment('d')]))]),
    ])
  })

  it('refuses a comment as the value of an entry (V21)', () => {
    const document = branch([entry('a', branch([entry('b', 'x')]))])
    expect(() => replaceLeaves([document], [comment('c')])).toThrow(misplaced(['a', 'b']))
  })

  it('refuses a value among the entries of a map (V20)', () => {
    const document = branch([entry('a', branch([comment('c')]))])
    expect(() => replaceLeaves([document], ['x'])).toThrow(misplaced(['a']))
  })

  it.each([[[]], [['x', 'y']]])('refuses another number of replacements: %j', (replacements) => {
    expect(() => replaceLeaves([branch([entry('a', 'z')])], replacements)).toThrow(RangeError)
  })
})

describe('collectLeaves and replaceLeaves', () => {
  const scalar = fc.oneof(fc.string(), fc.bigInt(), fc.boolean(), fc.constant(null))
  const note = fc.string().map((text) => comment(text))
  const trees = fc.letrec<{ value: TreeValue; branch: TreeBranch }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar,
      tie('branch'),
      fc.array(fc.oneof(tie('value'), note), { maxLength: 4 }).map(sequence),
    ),
    branch: fc
      .array(
        fc.oneof(
          fc.tuple(fc.string(), tie('value')).map(([key, value]): TreeItem => entry(key, value)),
          note,
        ),
        { maxLength: 4 },
      )
      .map(branch),
  }))

  it('give the tree back when nothing is replaced', () => {
    fc.assert(
      fc.property(fc.array(trees.branch, { maxLength: 3 }), (branches) => {
        const values = collectLeaves(branches).map((leaf) => leaf.value)
        expect(replaceLeaves(branches, values)).toEqual(branches)
      }),
    )
  })
})
