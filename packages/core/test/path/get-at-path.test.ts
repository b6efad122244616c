import { expect, test } from 'vitest'
import { getAtPath } from '../../src/path/get-at-path.ts'
import { parsePath } from '../../src/path/parse-path.ts'
import { branch, comment, entry, sequence } from '../../src/tree/create.ts'
import { documents } from './document.ts'

test.each([
  ['["a"]', 'x'],
  ['["n"]', null],
  ['["m"]["k"]', 1n],
  ['["m"]["el"]', sequence([])],
  ['["l"][1]', 2n],
  ['["l"][-0]', 1n],
  ['["ll"][0][0]', 1n],
  ['["ll"][1]["k"]', 1n],
  ['["ll"][1]', branch([entry('k', 1n)])],
  ['[""]', 'emptykey'],
  ['["é"]', 'acc'],
])('X3: %s', (path, value) => {
  expect(getAtPath(documents, parsePath(path))).toEqual(value)
})

test('X3: of two entries with one key the first counts', () => {
  expect(getAtPath(documents, ['d'])).toBe(1n)
})

test('X3: comments count as items of a list', () => {
  expect(getAtPath(documents, ['c', 0])).toEqual(comment(' x'))
  expect(getAtPath(documents, ['c', 1])).toBe('one')
})

test('X2: the empty path is the whole first document', () => {
  expect(getAtPath(documents, [])).toBe(documents[0])
})

test.each([
  ['["zz"]', ['zz']],
  ['["zz"][-1]', ['zz']],
  ['["m"]["zz"]["deep"]', ['m', 'zz']],
  ['["m"]["e"]["q"]', ['m', 'e', 'q']],
  ['["m"]["el"][0]', ['m', 'el']],
  ['["l"][2]', ['l']],
  ['["l"][9223372036854775807]', ['l']],
  ['["c"][4]', ['c']],
  ['["a"][0]', ['a']],
  ['["a"][-1]', ['a']],
  ['["n"][0]', ['n']],
  ['["c"][0][0]', ['c']],
  ['["second"]', ['second']],
  // sops prints its own structures for a number on a map (X3).
  ['["m"][0]', ['m']],
  ['["mc"][0]', ['mc']],
  ['[0]', []],
  // sops crashes on these (Q7).
  ['["a"]["b"]', ['a', 'b']],
  ['["n"]["q"]', ['n', 'q']],
  ['["l"]["x"]', ['l', 'x']],
  ['["l"][-1]', ['l']],
  ['["m"][-1]', ['m']],
  ['["d"]["z"]', ['d', 'z']],
  ['["c"][0]["k"]', ['c', 'k']],
])('X3: nothing is at %s', (path, keys) => {
  const wanted: unknown = expect.objectContaining({ code: 'PATH_NOT_FOUND', path: keys })
  expect(() => getAtPath(documents, parsePath(path))).toThrow(wanted)
})

test('a step that is no whole number leads nowhere', () => {
  for (const step of [0.5, Number.NaN, Infinity]) {
    const wanted: unknown = expect.objectContaining({ code: 'PATH_NOT_FOUND' })
    expect(() => getAtPath(documents, ['l', step])).toThrow(wanted)
  }
})

test('without a document only the empty path leads somewhere', () => {
  expect(getAtPath([], [])).toEqual(branch([]))
  expect(() => getAtPath([], ['a'])).toThrow(expect.objectContaining({ code: 'PATH_NOT_FOUND' }))
})

test('the message names the path up to the step, and no value', () => {
  const secret = [branch([entry('password', 'hunter2')])]
  expect(() => getAtPath(secret, ['password', 'x'])).toThrow(
    'Nothing is at ["password"]["x"]: the value above it is neither a map nor a list.',
  )
})
