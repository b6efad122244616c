import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrapLines } from '../../src/keys/wrap-lines.ts'

test.each([
  ['', ['']],
  ['short', ['short']],
  ['one two three', ['one two', 'three']],
  ['one  two', ['one two']],
  ['12345 7890', ['12345 7890']],
  ['12345 78901', ['12345', '78901']],
  ['a\nb', ['a', 'b']],
  ['a\n\nb', ['a', '', 'b']],
  ['  indented text', ['  indented', 'text']],
  // A word too long for any line is not moved to one of its own (ERR-01).
  ['a 1234567890 b', ['a 1234567890', 'b']],
  ['12345678901234 b', ['12345678901234', 'b']],
])('ERR-01: %j in lines of 10', (text, lines) => {
  expect(wrapLines(text, 10)).toEqual(lines)
})

test('no word is lost and only long words make long lines', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z \n]{0,80}$/), (text) => {
      const lines = wrapLines(text, 12)
      expect(lines.join(' ').trim().split(/\s+/)).toEqual(text.trim().split(/\s+/))
      const long = lines.filter((line) => line.length > 12 && line.trim().includes(' '))
      expect(long.every((line) => line.split(/\s+/).some((word) => word.length >= 12))).toBe(true)
    }),
  )
})
