import { branch, entry, timestamp } from '@sopskit/core'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import {
  decrypt,
  decryptToObject,
  encrypt,
  parseSetValue,
  setValue,
  type SetValueOptions,
} from '../../../src/index.ts'
import { expectError } from '../../support/expect-error.ts'
import { differingLines } from '../../support/differing-lines.ts'

const keys = { identities: [testIdentity(0)] } as const
const yaml = { ...keys, format: 'yaml' } as const
const now = new Date('2024-05-06T07:08:09Z')

const encrypted = async (plain: string, format: 'yaml' | 'json' = 'yaml') =>
  (await encrypt(plain, { format, recipients: testRecipient(0), now: new Date(0) })).text()
const plainOf = async (text: string) => (await decrypt(text, yaml)).text()

describe('beside the value only MAC and time differ', () => {
  const plain =
    'l:\n    - same\n    - same\n    - other\n    - same\na: same\nb_unencrypted: same\n'

  test.each([0, 1, 2, 3])('of equal items of a list: item %i (V19)', async (index) => {
    const before = await encrypted(plain)
    const after = await setValue(before, { ...yaml, now, path: ['l', index], value: 'changed' })
    expect(after.changed).toBe(true)
    const lines = differingLines(before, after.text())
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/^ {4}- ENC\[/)
    expect(lines.slice(1).map((line) => line.trim().split(':')[0])).toEqual(['lastmodified', 'mac'])
    expect(after.text().split('\n')[index + 1]).toBe(lines[0])
  })

  test('of a value that is added', async () => {
    const before = await encrypted(plain)
    const after = await setValue(before, { ...yaml, now, path: '["l"][9]', value: 'same' })
    expect(differingLines(before, after.text())).toHaveLength(3)
    expect(await plainOf(after.text())).toBe(plain.replace('a: same', '    - same\na: same'))
  })
})

test.each<readonly [string, unknown, string]>([
  ['an integral number', 5, 'type:int'],
  ['a bigint', 2n ** 63n - 1n, 'type:int'],
  ['a fraction', 5.5, 'type:float'],
  ['minus zero', -0, 'type:float'],
  ['text', 'y', 'type:str'],
  ['a boolean', true, 'type:bool'],
  ['a date', new Date(0), 'type:time'],
  ['bytes that are no text', Uint8Array.of(0xff), 'type:str'],
])('a JavaScript value: %s', async (_, value, type) => {
  const options = { ...yaml, path: '["a"]', value } as SetValueOptions
  const after = await setValue(await encrypted('a: x\n'), options)
  expect(after.text().split('\n')[0]).toContain(type)
})

test('maps and lists of JavaScript values, and trees', async () => {
  const before = await encrypted('a: x\n')
  const value = { port: 5432, hosts: ['a', 'b'], none: null }
  const after = await setValue(before, { ...yaml, path: '["a"]', value })
  expect((await decryptToObject(after.text(), yaml)).value).toEqual({ a: value })
  const treeValue = branch([entry('at', timestamp('2001-01-01T00:00:00Z'))])
  const tree = await setValue(before, { ...yaml, path: '["a"]', treeValue })
  expect(await plainOf(tree.text())).toBe('a:\n    at: 2001-01-01T00:00:00Z\n')
  const nothing = await setValue(before, { ...yaml, path: '["a"]', treeValue: null })
  expect(await plainOf(nothing.text())).toBe('a: null\n')
})

describe('idempotent (X22)', () => {
  test.each([
    ['the same text', '"x"', '["a"]', false],
    ['other text', '"y"', '["a"]', true],
    ['a bare number for an int', '5', '["b"]', true],
    ['the same float', '5.5', '["c"]', false],
    ['the same map', '{"k": 1}', '["m"]', false],
    ['null for nothing', 'null', '["n"]', true],
  ])('%s', async (_, json, path, changed) => {
    const before = await encrypted('a: x\nb: 5\nc: 5.5\nm:\n    k: 1\n')
    const treeValue = await parseSetValue(json)
    const after = await setValue(before, { ...yaml, path, treeValue, idempotent: true, now })
    expect(after.changed).toBe(changed)
    expect(after.text() === before).toBe(!changed)
    expect(after.macVerified).toBe(true)
  })

  test('an int for the same int', async () => {
    const before = await encrypted('b: 5\n')
    const after = await setValue(before, { ...yaml, path: '["b"]', value: 5, idempotent: true })
    expect(after.changed).toBe(false)
  })

  test('without it MAC and time are renewed', async () => {
    const before = await encrypted('a: x\n')
    const after = await setValue(before, { ...yaml, path: '["a"]', value: 'x', now })
    expect(after.changed).toBe(true)
    expect(differingLines(before, after.text())).toHaveLength(2)
  })
})

test('the rule of the file says what is encrypted', async () => {
  const before = await encrypted('a: x\n')
  const after = await setValue(before, { ...yaml, path: '["p_unencrypted"]', value: 'open' })
  expect(after.text()).toContain('p_unencrypted: open\n')
})

test('another format, with its indentation', async () => {
  const before = await encrypted('a: x\n')
  const options = { ...yaml, outputFormat: 'json', indent: 2 } as const
  const after = await setValue(before, { ...options, path: '["b"]', value: 1 })
  expect(after.text()).toMatch(/^\{\n {2}"a": "ENC\[/)
  const decrypted = await decrypt(after.text(), { ...keys, format: 'json', indent: 0 })
  expect(decrypted.text()).toBe('{\n"a": "x",\n"b": 1\n}\n')
})

test('the version of the file stays, and so does metadata that is not known (D14)', async () => {
  const before = await encrypted('{"a":"x"}', 'json')
  const older = before
    .replace('"3.13.3"', '"3.7.0"')
    .replace('"version"', '"later": "y",\n"version"')
  const json = { ...keys, format: 'json' } as const
  const after = await setValue(older, { ...json, path: '["a"]', value: 'z' })
  expect(after.metadata.version).toBe('3.7.0')
  expect(JSON.parse(after.text())).toHaveProperty('sops.later', 'y')
})

describe('refused', () => {
  test.each([
    ['', 'INVALID_PATH'],
    ['a', 'INVALID_PATH'],
    ['["l"]["x"]', 'PATH_MISMATCH'],
    ['["l"][-1]', 'PATH_MISMATCH'],
    ['["m"][0]', 'PATH_MISMATCH'],
    ['["sops"]', 'ALREADY_ENCRYPTED'],
    ['["sops"]["x"]', 'ALREADY_ENCRYPTED'],
  ] as const)('the path %j', async (path, code) => {
    const before = await encrypted('l:\n    - 1\nm:\n    k: 1\n')
    await expectError(code, () => setValue(before, { ...yaml, path, value: 1 }))
  })

  test('a path before the file is looked at', async () => {
    await expectError('INVALID_PATH', () => setValue('no: sops', { ...yaml, path: 'a', value: 1 }))
  })

  test('a value that SOPS cannot hold', async () => {
    const before = await encrypted('a: x\n')
    const set = (value: unknown) =>
      setValue(before, { ...yaml, path: '["a"]', value } as SetValueOptions)
    await expectError('UNSUPPORTED_VALUE', () => set(() => 1))
    await expectError('UNSUPPORTED_VALUE', () => set(undefined))
    await expectError('NUMBER_OUT_OF_RANGE', () => set(2n ** 64n))
  })

  test('a result that could not be read again: a key twice, which sops writes', async () => {
    const before = await encrypted('a: x\n')
    const treeValue = await parseSetValue('{"k":1,"k":2}')
    await expectError('EMIT_FAILED', () => setValue(before, { ...yaml, path: '["a"]', treeValue }))
  })

  test('several documents in a format that holds one', async () => {
    const before = await encrypted('a: x\n---\nb: y\n')
    const options = { ...yaml, outputFormat: 'json', path: '["a"]', value: 1 } as const
    await expectError('EMIT_FAILED', () => setValue(before, options))
  })

  test('a file that was changed, unless that is asked for', async () => {
    const before = (await encrypted('a_unencrypted: 1\n')).replace(
      'a_unencrypted: 1',
      'a_unencrypted: 2',
    )
    const options = { ...yaml, path: '["b"]', value: 1 }
    await expectError('MAC_MISMATCH', () => setValue(before, options))
    const after = await setValue(before, { ...options, ignoreMac: true })
    expect(after.macVerified).toBe(false)
    expect(await plainOf(after.text())).toBe('a_unencrypted: 2\nb: 1\n')
  })

  test('without an identity, and nothing is read from the environment', async () => {
    const before = await encrypted('a: x\n')
    const options = { format: 'yaml', path: '["a"]', value: 1 } as const
    await expectError('DATA_KEY_UNAVAILABLE', () => setValue(before, options))
  })

  test('after the signal', async () => {
    const before = await encrypted('a: x\n')
    const options = { ...yaml, path: '["a"]', value: 1, signal: AbortSignal.abort() }
    await expectError('ABORTED', () => setValue(before, options))
  })
})
