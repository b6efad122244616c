import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePath } from '../../src/path/parse-path.ts'
import { formatPath } from '../../src/path/tree-path.ts'

test.each([
  ['', []],
  ['[', []],
  ['["a"]', ['a']],
  ['["a"]["b"][0]', ['a', 'b', 0]],
  ["['a']", ['a']],
  ['["a\']', ['a']],
  ['["a]', ['']],
  ['"a"]', ['a']],
  ['[["a"]', ['a']],
  ['["a"]]', ['a"']],
  ['[""]', ['']],
  ['[""dq""]', ['"dq"']],
  ['["k]q"]', ['k]q']],
  ['["é"]', ['é']],
  ['["a\\nb"]', ['a\\nb']],
  ['["a\nb"]', ['a\nb']],
  ['[+1][01][-0][-5]', [1, 1, 0, -5]],
  ['[9223372036854775807]', [2 ** 63]],
  ['[-9223372036854775808]', [-(2 ** 63)]],
])('X1: %j is %j', (text, path) => {
  expect(parsePath(text)).toEqual(path)
})

test.each([
  ['a'],
  ['x["a"]'],
  ['["a"'],
  ['["a"]x'],
  ['["a"] ["b"]'],
  [' ["a"]'],
  ['["a"] '],
  ['[s]'],
  ['["l"][x]'],
  ['[ 1]'],
  ['[1 ]'],
  ['[1_0]'],
  ['[0x1]'],
  ['[1.0]'],
  ['[1e0]'],
  ['[２]'],
  ['[+]'],
  ['[9223372036854775808]'],
  ['[-9223372036854775809]'],
  // sops crashes on these (Q7).
  ['[]'],
  [']'],
  ['[[]'],
  ['["]'],
  ["[']"],
  ['"]'],
  // sops takes half of the é into the key, and writes a file it cannot read.
  ['["é]'],
])('X2: %j is no path', (text) => {
  expect(() => parsePath(text)).toThrow(expect.objectContaining({ code: 'INVALID_PATH' }))
})

test('keys without [ and integers come back from their text', () => {
  const key = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('['))
  const step = fc.oneof(key, fc.maxSafeInteger())
  fc.assert(
    fc.property(fc.array(step), (path) => {
      const text = path.map((part) => (typeof part === 'string' ? `["${part}"]` : `[${part}]`))
      expect(parsePath(text.join(''))).toEqual(path)
    }),
    { numRuns: 200 },
  )
})

test('the message tells the step but not the text, which may be a misplaced value', () => {
  expect(() => parsePath('["a"]hunter2')).toThrow(/^Step 1 (?!.*hunter2)/)
})

test('a formatted path reads as it is written, on one line', () => {
  expect(formatPath(['users', 0, 'a\nb'])).toBe('["users"][0]["a\\nb"]')
  expect(formatPath([])).toBe('')
})
