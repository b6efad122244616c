import { expect, test } from 'vitest'
import { yamlLocator } from '../../src/yaml/index.ts'

const locate = yamlLocator(
  Buffer.from(`# head
keys:
  - &a "x" # inline
  # between
  - { b: 0123, "c d": yes }
é: {k: *a, <<: {m: 1_0}}
empty:
---
second: 1
`),
)

test.each([
  [[], { line: 2, column: 1 }, undefined],
  [['keys'], { line: 2, column: 1 }, undefined],
  [['keys', 0], { line: 3, column: 5 }, 'x'],
  [['keys', 1], { line: 5, column: 5 }, undefined],
  [['keys', 1, 'b'], { line: 5, column: 7 }, '0123'],
  [['keys', 1, 'c d'], { line: 5, column: 16 }, 'yes'],
  [['é', 'k'], { line: 6, column: 5 }, 'x'],
  [['é', '<<', 'm'], { line: 6, column: 17 }, '1_0'],
  [['empty'], { line: 7, column: 1 }, ''],
])('%j is found', (path, position, text) => {
  expect(locate(path)).toEqual(text === undefined ? { position } : { position, text })
})

test.each([[['second']], [['keys', 2]], [['keys', 'b']], [['keys', 0, 'b']], [['é', 0]]])(
  '%j is not there',
  (path) => {
    expect(locate(path)).toBeUndefined()
  },
)

test('a file without a document has no places', () => {
  expect(() => yamlLocator(Buffer.from('# only this\n'))([])).toThrow(
    expect.objectContaining({ code: 'PARSE_FAILED' }),
  )
})
