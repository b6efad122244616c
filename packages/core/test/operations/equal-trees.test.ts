import { branch, comment, entry, sequence, timestamp, type TreeValue } from '@sopskit/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { equalTrees } from '../../src/operations/equal-trees.ts'
import { trees } from '../support/arbitrary-trees.ts'

const holding = (value: TreeValue) => [branch([entry('a', value)])]

it.each<readonly [string, TreeValue, TreeValue, boolean]>([
  ['an int and a float', 3n, 3, false],
  ['0.0 and -0.0', 0, -0, true],
  ['NaN and itself', Number.NaN, Number.NaN, true],
  ['text and the same text', 'x', 'x', true],
  ['text and null', '', null, false],
  ['equal bytes', Uint8Array.of(0xff), Uint8Array.of(0xff), true],
  ['other bytes', Uint8Array.of(0xff), Uint8Array.of(0xfe), false],
  ['equal times', timestamp('2001-01-01T00:00:00Z'), timestamp('2001-01-01T00:00:00Z'), true],
  ['a time and its text', timestamp('2001-01-01T00:00:00Z'), '2001-01-01T00:00:00Z', false],
  ['an empty map and an empty list', branch([]), sequence([]), false],
  ['lists of another length', sequence([1n]), sequence([1n, 1n]), false],
  ['maps in another order', pair('x', 'y'), pair('y', 'x'), false],
  ['other comments', sequence([comment('x')]), sequence([comment('y')]), false],
  [
    'an inline comment and one above',
    sequence([comment('x', true)]),
    sequence([comment('x')]),
    false,
  ],
  ['a comment and text', sequence([comment('x')]), sequence(['x']), false],
])('X22: %s', (_, left, right, equal) => {
  expect(equalTrees(holding(left), holding(right))).toBe(equal)
  expect(equalTrees(holding(right), holding(left))).toBe(equal)
})

function pair(...keys: readonly string[]): TreeValue {
  return branch(keys.map((key) => entry(key, null)))
}

it('X22: a file equals its copy, and no file with another key', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(equalTrees(tree, structuredClone(tree))).toBe(true)
      expect(equalTrees(tree, [...tree, branch([])])).toBe(false)
      const [first, ...others] = tree
      const longer = branch([...(first?.items ?? []), entry('new', null)])
      expect(equalTrees(tree, [longer, ...others])).toBe(false)
    }),
    { numRuns: 100 },
  )
})
