import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import type { FileFormat } from '../../src/formats/file-format.ts'
import { environmentOf } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'
import { encrypted, identities } from './encrypted.ts'

async function variables(
  plain: string | Uint8Array,
  format: FileFormat,
): Promise<Readonly<Record<string, string>>> {
  return (await environmentOf(await encrypted(plain, format), { format, identities })).variables
}

describe('the variables of a file', () => {
  // What sops 3.13.3 gives its command for the same file (CLI-082, N6).
  const spellings: readonly (readonly [yaml: string, text: string])[] = [
    ['hello world', 'hello world'],
    ['""', ''],
    ['"a\\nb"', 'a\nb'],
    ['42', '42'],
    ['-5', '-5'],
    ['9223372036854775807', '9223372036854775807'],
    ['1.50', '1.5'],
    ['1.0', '1.0'],
    ['1e21', '1E+21'],
    ['123456789.5', '1.234567895E+08'],
    ['1e-7', '1E-07'],
    ['-0.0', '-0.0'],
    ['.inf', '+Inf'],
    ['.nan', 'NaN'],
    ['true', 'true'],
    ['null', '<nil>'],
    ['2001-12-14', '2001-12-14T00:00:00Z'],
    ['2001-12-14T21:59:43.10-05:00', '2001-12-14T21:59:43-05:00'],
    ['2001-12-14T21:59:43.123456789Z', '2001-12-14T21:59:43Z'],
  ]

  test.each(spellings)('spell the YAML value %s as sops does (CLI-082)', async (yaml, text) => {
    expect(await variables(`key: ${yaml}\n`, 'yaml')).toEqual({ key: text })
  })

  test('are its keys, whatever they are, without comments', async () => {
    const plain = '# c\na: 1\n"sp ace": x\n"": empty\n__proto__: p\n'
    const found = await variables(plain, 'yaml')
    expect(Object.entries(found)).toEqual([
      ['a', '1'],
      ['sp ace', 'x'],
      ['', 'empty'],
      ['__proto__', 'p'],
    ])
  })

  test('have the last value of a key that stands twice', async () => {
    expect(await variables('{"a": "1", "b": "2", "a": "3"}', 'json')).toEqual({ a: '3', b: '2' })
  })

  test('of a dotenv file have blanks in names and values', async () => {
    expect(await variables('X = 5\nB=a\\nb\n', 'dotenv')).toEqual({ 'X ': ' 5', B: 'a\nb' })
  })

  test('of a binary file are its content', async () => {
    expect(await variables('text\n', 'binary')).toEqual({ data: 'text\n' })
  })

  test('of several documents are those of the first, with a warning', async () => {
    const input = await encrypted('a: 1\n---\nb: 2\n', 'yaml')
    const found = await environmentOf(input, { format: 'yaml', identities })
    expect(found.variables).toEqual({ a: '1' })
    expect(found.warnings.map(({ code }) => code)).toEqual(['DOCUMENTS_DROPPED'])
    expect(found.macVerified).toBe(true)
  })
})

describe('refused', () => {
  const refusals: readonly (readonly [what: string, json: string, path: string])[] = [
    ['a map', '{"a": {"b": "hunter2"}}', 'a'],
    ['an empty map', '{"a": {}}', 'a'],
    ['a list', '{"a": ["hunter2"]}', 'a'],
    ['a key with =', '{"a=b": "hunter2"}', 'a=b'],
    ['a key with = and no value', '{"a=b": null}', 'a=b'],
    ['a key with NUL', '{"a\\u0000": "hunter2"}', 'a\0'],
    ['a value with NUL', '{"a": "hunter2\\u0000"}', 'a'],
    ['a value with NUL that another replaces', '{"a": "hunter2\\u0000", "a": "1"}', 'a'],
  ]

  test.each(refusals)('%s, with its name and without its value (CLI-082)', async (_, json, key) => {
    const error = await expectError('INVALID_ENVIRONMENT', () => variables(json, 'json'))
    expect(error.path).toEqual([key])
    expect(error.message).not.toContain('hunter2')
    expect(exitCodeOf(error.code, {})).toBe(1)
  })

  test('bytes that are no text, which an environment of Node cannot hold', async () => {
    const bytes = Uint8Array.of(0x61, 0xff)
    await expectError('INVALID_ENVIRONMENT', () => variables(bytes, 'binary'))
    const replaced = Uint8Array.of(0x41, 0x3d, 0xff, 0x0a, 0x41, 0x3d, 0x31)
    expect(await variables(replaced, 'dotenv')).toEqual({ A: '1' })
  })

  test('the sections of an INI file (CLI-082)', async () => {
    await expectError('INVALID_ENVIRONMENT', () => variables('[s]\na = 1\n', 'ini'))
  })
})
