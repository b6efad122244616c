import {
  branch,
  collectLeaves,
  comment,
  entry,
  isSopsError,
  maxValues,
  sequence,
  type TreeBranch,
  type TreeValue,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'

const tooMuch: unknown = expect.toSatisfy((error) => isSopsError(error, 'LIMIT_EXCEEDED'))
const listOf = (items: number): TreeBranch =>
  branch([entry('l', sequence(Array.from({ length: items }, () => true)))])

function nested(levels: number, value: TreeValue): TreeBranch {
  let inner = value
  for (let level = 1; level < levels; level++) inner = branch([entry('k', inner)])
  return branch([entry('k', inner)])
}

describe('a file has room for', () => {
  it('so many values', () => {
    expect(collectLeaves([listOf(maxValues)])).toHaveLength(maxValues)
    expect(() => collectLeaves([listOf(maxValues + 1)])).toThrow(tooMuch)
  })

  it('so many values and comments in all its documents', () => {
    const notes = branch(Array.from({ length: maxValues / 2 }, () => comment('')))
    expect(() => collectLeaves([listOf(maxValues / 2), notes, listOf(1)])).toThrow(tooMuch)
  })

  it('fewer that are deeply nested: each path takes memory', () => {
    const list = (items: number) => sequence(Array.from({ length: items }, () => null))
    expect(collectLeaves([nested(999, list(10_000))])).toHaveLength(10_000)
    expect(() => collectLeaves([nested(999, list(10_011))])).toThrow(tooMuch)
  })
})
