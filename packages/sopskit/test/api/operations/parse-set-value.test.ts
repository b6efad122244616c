import { branch, entry, sequence, type TreeValue } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { parseSetValue } from '../../../src/index.ts'
import { expectError } from '../../support/expect-error.ts'

test.each<readonly [string, TreeValue]>([
  ['"y"', 'y'],
  [' "q" \n', 'q'],
  ['""', ''],
  ['"a\\/b\\u00e9"', 'a/bé'],
  ['"\\ud800"', '\ufffd'],
  ['true', true],
  ['null', null],
  // A number of its own is a float.
  ['5', 5],
  ['5.0', 5],
  ['1e3', 1000],
  ['-0', -0],
  ['9007199254740993', 9007199254740992],
  ['12345678901234567890', 12345678901234567000],
  // Within an object it is what its spelling says.
  ['{}', branch([])],
  [
    '{"z":1,"y":[1,{"q":null}],"f":1.0,"z":2}',
    branch([
      entry('z', 1n),
      entry('y', sequence([1n, branch([entry('q', null)])])),
      entry('f', 1),
      entry('z', 2n),
    ]),
  ],
  ['{"":"empty key"}', branch([entry('', 'empty key')])],
  ['{"__proto__":1}', branch([entry('__proto__', 1n)])],
])('X20: %j', async (json, value) => {
  expect(await parseSetValue(json)).toStrictEqual(value)
  expect(await parseSetValue(Buffer.from(json))).toStrictEqual(value)
})

test('Q13: a list, which sops refuses, holds ints like an object', async () => {
  expect(await parseSetValue('[1, 2.5, "x"]')).toEqual(sequence([1n, 2.5, 'x']))
})

test('bytes that are no UTF-8 are replaced, as in JSON files (J6)', async () => {
  expect(await parseSetValue(Uint8Array.of(0x22, 0xff, 0x22))).toBe('\ufffd')
})

describe('X20: what sops refuses with exit 7', () => {
  test.each([
    '',
    ' ',
    'hello',
    'tru',
    '01',
    'NaN',
    '"x',
    '"x" y',
    '1 2',
    'null null',
    '"a\tb"',
    '{"a":1} x',
    '{"a":1',
    '{"a":1,}',
    '{"a":',
    "{'a':1}",
    '1,"b":2',
    '1}',
    '[1',
    '\ufeff1',
    '1e400',
    '{"a":1e400}',
    '[-1e400]',
  ])('%j', async (json) => {
    const error = await expectError('INVALID_SET_VALUE', () => parseSetValue(json))
    expect(error.message).not.toContain('hello')
    expect(error.cause).toBeUndefined()
  })

  test('nesting beyond what can be written', async () => {
    const deep = `${'['.repeat(1001)}${']'.repeat(1001)}`
    await expectError('INVALID_SET_VALUE', () => parseSetValue(deep))
  })
})
