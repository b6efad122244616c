import type { TreeValue } from '@sopskit/core'
import { branch, comment, entry, sequence, timestamp } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { emitYamlValue } from '../../../src/yaml/emit/emit-yaml.ts'
import { extracted } from './emitted.ts'

describe('values for --extract (X4, X5)', () => {
  const values: readonly (readonly [string, TreeValue, string])[] = [
    ['text', 'yes\nno', 'yes\nno'],
    ['no text', '', ''],
    ['an int', 5n, '5\n'],
    ['a float', 1.5, '1.5\n'],
    ['a bool', true, 'true\n'],
    ['null', null, 'null\n'],
    ['a time', timestamp('2001-12-14T00:00:00Z'), '2001-12-14T00:00:00Z\n'],
    ['an empty list', sequence([]), '[]\n'],
    ['a list of comments', sequence([comment(' c')]), '# c\n[]\n'],
    ['lists in a list', sequence([1n, sequence([2n])]), '- 1\n- - 2\n'],
    ['a map', branch([entry('b', branch([entry('c', 1n)]))]), 'b:\n    c: 1\n'],
    ['an empty map', branch([]), '{}\n'],
  ]

  test.each(values)('%s', (_, value, expected) => {
    expect(extracted(value)).toBe(expected)
  })

  test('a list with comments', () => {
    const list = sequence([
      comment(' head'),
      comment(' in', true),
      'a',
      comment(' mid'),
      branch([comment(' x', true), entry('b', 1n), comment(' foot')]),
      'x\ny\n',
      branch([]),
      comment(' last'),
    ])
    expect(extracted(list)).toBe(
      '# head\n- a # in\n# mid\n- b: 1 # x\n  # foot\n- |\n  x\n  y\n- {}\n# last\n',
    )
  })

  test('bytes, as they are and as a copy', () => {
    const bytes = new Uint8Array([0xff, 0x0a])
    const output = emitYamlValue(bytes)
    expect(output).toEqual(bytes)
    output[0] = 0
    expect(bytes[0]).toBe(0xff)
  })
})
