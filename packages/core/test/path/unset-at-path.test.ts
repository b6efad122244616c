import { expect, test } from 'vitest'
import { getAtPath } from '../../src/path/get-at-path.ts'
import { parsePath } from '../../src/path/parse-path.ts'
import { unsetAtPath } from '../../src/path/unset-at-path.ts'
import { branch, comment, entry, sequence } from '../../src/tree/create.ts'
import { documents } from './document.ts'

const unset = (path: string): ReturnType<typeof unsetAtPath> =>
  unsetAtPath(documents, parsePath(path))

test.each([
  ['["m"]["k"]', ['m'], branch([entry('e', branch([])), entry('el', sequence([]))])],
  ['["m"]["e"]', ['m'], branch([entry('k', 1n), entry('el', sequence([]))])],
  ['["l"][0]', ['l'], sequence([2n])],
  ['["ll"][0][0]', ['ll', 0], sequence([])],
  ['["ll"][1]["k"]', ['ll', 1], branch([])],
  ['["mc"]["k"]', ['mc'], branch([comment(' mc'), comment(' tail')])],
  ['["c"][1]', ['c'], sequence([comment(' x'), 'two', comment(' end')])],
  ['["c"][0]', ['c'], sequence(['one', 'two', comment(' end')])],
  ['["c"][3]', ['c'], sequence([comment(' x'), 'one', 'two'])],
  // Of two entries with one key the first goes.
  ['["d"]', ['d'], branch([entry('z', 1n)])],
])('X30: without %s', (path, where, rest) => {
  const before = structuredClone(documents)
  expect(getAtPath(unset(path), where)).toEqual(rest)
  expect(documents).toEqual(before)
})

test('X30: everything else keeps its place', () => {
  const [document, second] = unset('["a"]')
  expect(document?.items).toEqual(documents[0]?.items.slice(1))
  expect(second).toBe(documents[1])
})

test('Q7: the empty path, on which sops crashes', () => {
  expect(() => unset('')).toThrow(expect.objectContaining({ code: 'INVALID_PATH' }))
})

test.each([
  '["zz"]',
  '["zz"]["y"]',
  '["m"]["q"]',
  '["m"]["e"]["x"]',
  '["m"]["el"][0]',
  '["l"][2]',
  '["l"][9223372036854775807]',
  '["c"][4]',
  '["second"]',
  '[0]',
  '["m"][0]',
  '["m"][0]["k"]',
  '["m"][-1]',
])('X30: nothing to remove at %s', (path) => {
  expect(() => unset(path)).toThrow(expect.objectContaining({ code: 'PATH_NOT_FOUND' }))
})

test.each([
  '["a"]["b"]',
  '["a"][0]',
  '["a"][-1]',
  '["n"]["b"]',
  '["n"][0]',
  '["c"][0]["k"]',
  '["d"]["z"]',
  // sops crashes on these (Q7).
  '["l"]["x"]',
  '["l"][-1]',
  '["m"]["el"]["x"]',
])('X30: a way through something else: %s', (path) => {
  expect(() => unset(path)).toThrow(expect.objectContaining({ code: 'PATH_MISMATCH' }))
})
