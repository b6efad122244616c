import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getAtPath } from '../../src/path/get-at-path.ts'
import { parsePath } from '../../src/path/parse-path.ts'
import { setAtPath } from '../../src/path/set-at-path.ts'
import { branch, comment, entry, sequence } from '../../src/tree/create.ts'
import type { TreeValue } from '../../src/tree/tree.ts'
import { documents } from './document.ts'

const set = (path: string, value: TreeValue = 9n): ReturnType<typeof setAtPath> =>
  setAtPath(documents, parsePath(path), value)

const keysOf = (tree: ReturnType<typeof setAtPath>): unknown[] =>
  (tree[0]?.items ?? []).map((item) => (item.kind === 'entry' ? item.key : item.kind))

describe('X21: what becomes of the tree', () => {
  test.each([
    ['["a"]', ['a'], 9n],
    ['["m"]["new"]["deep"]', ['m', 'new'], branch([entry('deep', 9n)])],
    ['["m"]["new"][0]', ['m', 'new'], sequence([9n])],
    ['["m"]["new"][3]["z"]', ['m', 'new'], sequence([branch([entry('z', 9n)])])],
    ['["m"]["e"]["x"]', ['m', 'e'], branch([entry('x', 9n)])],
    ['["m"]["el"][3]', ['m', 'el'], sequence([9n])],
    ['["l"][0]', ['l'], sequence([9n, 2n])],
    ['["l"][2]', ['l'], sequence([1n, 2n, 9n])],
    ['["l"][7]', ['l'], sequence([1n, 2n, 9n])],
    ['["l"][9223372036854775807]', ['l'], sequence([1n, 2n, 9n])],
    ['["l"][5]["k"]', ['l'], sequence([1n, 2n, branch([entry('k', 9n)])])],
    ['["ll"][0][5]', ['ll', 0], sequence([1n, 9n])],
    ['["ll"][9]["k"][2]', ['ll', 3], branch([entry('k', sequence([9n]))])],
    ['["a"]["b"]', ['a'], branch([entry('b', 9n)])],
    ['["a"]["b"]["c"]', ['a'], branch([entry('b', branch([entry('c', 9n)]))])],
    ['["a"][0]', ['a'], sequence([9n])],
    ['["n"]["b"]', ['n'], branch([entry('b', 9n)])],
    ['["n"][0]', ['n'], sequence([9n])],
    ['[""]', [''], 9n],
    // A negative index is ignored, too, where the list is built (seen with sops).
    ['["new"][-1]', ['new'], sequence([9n])],
    ['["a"][-1]', ['a'], sequence([9n])],
  ])('%s', (path, where, value) => {
    expect(getAtPath(set(path), where)).toEqual(value)
  })

  test('a key that exists keeps its place, a new one comes last', () => {
    const keys = keysOf(documents)
    expect(keysOf(set('["l"]'))).toEqual(keys)
    expect(keysOf(set('["second"]'))).toEqual([...keys, 'second'])
  })

  test('a new key comes behind the comments at the end of its map', () => {
    expect(getAtPath(set('["mc"]["new"]'), ['mc'])).toEqual(
      branch([comment(' mc'), entry('k', 1n), comment(' tail'), entry('new', 9n)]),
    )
  })

  test('of two entries with one key the first is replaced', () => {
    const [document] = set('["d"]["y"]')
    const twins = document?.items.filter((item) => item.kind === 'entry' && item.key === 'd')
    expect(twins).toEqual([
      entry('d', branch([entry('y', 9n)])),
      entry('d', branch([entry('z', 1n)])),
    ])
  })

  test('comments count as items of a list, and are replaced like values', () => {
    const list = (path: string): unknown => getAtPath(set(path), ['c'])
    expect(list('["c"][0]')).toEqual(sequence([9n, 'one', 'two', comment(' end')]))
    expect(list('["c"][3]["z"]')).toEqual(
      sequence([comment(' x'), 'one', 'two', branch([entry('z', 9n)])]),
    )
    expect(list('["c"][4]')).toEqual(sequence([comment(' x'), 'one', 'two', comment(' end'), 9n]))
  })

  test('X22: only the first document is changed; a missing one is made', () => {
    expect(set('["second"]')[1]).toBe(documents[1])
    expect(setAtPath([], ['a'], 9n)).toEqual([branch([entry('a', 9n)])])
  })

  test('Q13: a list can be set', () => {
    expect(getAtPath(set('["a"]', sequence([1n, 2n])), ['a', 1])).toBe(2n)
  })
})

describe('what cannot be set', () => {
  test('Q7: the empty path, on which sops crashes', () => {
    expect(() => set('')).toThrow(expect.objectContaining({ code: 'INVALID_PATH' }))
  })

  test.each([
    // sops crashes on these (Q7).
    '["l"][-1]',
    '["l"]["x"]',
    '["m"]["el"]["x"]',
    '["m"]["el"][-1]',
    // sops leaves the file as it is and says nothing (X21).
    '[0]',
    '["m"][0]',
    '["m"]["e"][3]',
    '["m"][0]["x"]',
  ])('X21: %s', (path) => {
    expect(() => set(path)).toThrow(expect.objectContaining({ code: 'PATH_MISMATCH' }))
  })
})

test('what was set is there, all else is as it was, and the input is left alone', () => {
  const key = fc.constantFrom('a', 'm', 'k', 'l', 'ill', 'new', 'z')
  const step = fc.oneof(key, fc.nat(4))
  const before = structuredClone(documents)
  let done = 0
  fc.assert(
    fc.property(key, fc.array(step, { maxLength: 3 }), (first, rest) => {
      const path = [first, ...rest]
      const changed = attempt(() => setAtPath(documents, path, 'marker'))
      if (changed === undefined) return
      done += 1
      const { items } = branch(changed[0]?.items ?? [])
      expect(JSON.stringify(changed, text).match(/"marker"/g)).toHaveLength(1)
      const others = items.filter((item) => item.kind === 'entry' && item.key !== first)
      expect(documents[0]?.items).toEqual(expect.arrayContaining(others))
      expect(documents).toEqual(before)
    }),
    { numRuns: 300 },
  )
  expect(done).toBeGreaterThan(100)
})

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

function text(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
