import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { type CommandSetup, sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { folderContent } from '../support/folder-content.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const secrets = ['fixture-secret-one', 'fixture-secret-two']
const plain = `one: ${secrets[0]}
two: ${secrets[1]}
shown_unencrypted: clear
list:
    - 11
    - 22
`
let folder: string
let encrypted: string

beforeEach(async () => {
  folder = await temporaryFolder()
  encrypted = await encryptedFile(folder, 'enc.yaml', plain)
})

/** The command must fail, say so on standard error only, tell no secret, and touch no file. */
async function expectRefused(argv: readonly string[], expected: string, setup?: CommandSetup) {
  const before = await folderContent(folder)
  const { exit, stdout, stderr } = await sopskit(folder, ['decrypt', ...argv], setup)
  const [, code] = /^sopskit: ([A-Z_]+): .+/m.exec(stderr) ?? []
  expect(`${code} ${exit}`).toBe(expected)
  expect(stdout).toBe('')
  for (const secret of [...secrets, testIdentity(0), testIdentity(1), 'ENC[']) {
    expect(stderr).not.toContain(secret)
  }
  expect(stderr).not.toMatch(/\n\s+at |node:|\.ts:/)
  expect(await folderContent(folder)).toEqual(before)
}

async function expectContentRefused(content: string, expected: string, name = 'x.yaml') {
  await writeFile(join(folder, name), content)
  await expectRefused([name], expected)
  await expectRefused(['-i', name], expected)
  await expectRefused(['--output', 'out', name], expected)
}

/** The encrypted file after one replacement, which must change it. */
function changed(from: RegExp | string, to: string): string {
  const text = encrypted.replace(from, to)
  expect(text).not.toBe(encrypted)
  return text
}

const line = (key: string) => new RegExp(`^${key}: .*\\n`, 'm').exec(encrypted)?.[0] ?? ''
const valueOf = (key: string) => line(key).slice(key.length + 2, -1)

describe('keys', () => {
  test('missing', async () => {
    await expectRefused(['enc.yaml'], 'DATA_KEY_UNAVAILABLE 128', { env: {} })
  })

  test('wrong', async () => {
    const env = { SOPS_AGE_KEY: testIdentity(1) }
    await expectRefused(['enc.yaml'], 'DATA_KEY_UNAVAILABLE 128', { env })
    await expectRefused(['-i', 'enc.yaml'], 'DATA_KEY_UNAVAILABLE 128', { env })
  })

  test('malformed', async () => {
    const env = { SOPS_AGE_KEY: testIdentity(0).slice(0, -1) }
    await expectRefused(['enc.yaml'], 'DATA_KEY_UNAVAILABLE 128', { env })
  })

  test('damaged in the file', async () => {
    const armor = /(-----BEGIN AGE ENCRYPTED FILE-----\n\s+.{40})./
    await expectContentRefused(changed(armor, '$1*'), 'DATA_KEY_UNAVAILABLE 128')
    await expectContentRefused(changed('-----BEGIN AGE', '-----BEGIN'), 'DATA_KEY_UNAVAILABLE 128')
  })

  test('tried in an order that names one twice (K5)', async () => {
    await expectRefused(
      ['--decryption-order', 'age,age', 'enc.yaml'],
      'DUPLICATE_DECRYPTION_ORDER 112',
    )
    const env = { SOPS_DECRYPTION_ORDER: 'x,x' }
    await expectRefused(['enc.yaml'], 'DUPLICATE_DECRYPTION_ORDER 112', { env })
  })

  test('not to be used, and no key service that could be (KS-005, KS-007)', async () => {
    const off = ['--enable-local-keyservice=false', 'enc.yaml']
    await expectRefused(off, 'DATA_KEY_UNAVAILABLE 128')
    await expectRefused(['--keyservice', 'tcp://127.0.0.1:1', ...off], 'DATA_KEY_UNAVAILABLE 128')
    await expectRefused(['--keyservice', 'http://127.0.0.1:1', ...off], 'DATA_KEY_UNAVAILABLE 128')
    await expectRefused(['--keyservice', 'tcp://x', ...off], 'INVALID_OPTION 1')
    await expectRefused(['--keyservice', 'tcp://192.0.2.1:1', ...off], 'INVALID_OPTION 1')
  })
})

describe('tampering', () => {
  const flip = (text: string, field: string) =>
    text.replace(
      new RegExp(`(${field}:)(.)`),
      (_, name: string, first: string) => `${name}${first === 'A' ? 'B' : 'A'}`,
    )

  test.each(['data', 'iv', 'tag'])('one character of a value: %s', async (field) => {
    const value = valueOf('one')
    await expectContentRefused(changed(value, flip(value, field)), 'VALUE_TAMPERED 25')
  })

  test('a value that is not base64', async () => {
    await expectContentRefused(changed('iv:', 'iv:!'), 'MALFORMED_VALUE 25')
  })

  test('a value in clear text', async () => {
    await expectContentRefused(changed(valueOf('one'), secrets[0] ?? ''), 'VALUE_NOT_ENCRYPTED 25')
    await expectContentRefused(changed(valueOf('one'), '5'), 'VALUE_NOT_ENCRYPTED 25')
  })

  test('an unknown type', async () => {
    await expectContentRefused(changed('type:str]', 'type:string]'), 'UNKNOWN_VALUE_TYPE 25')
  })

  test('a type that does not fit, whose plaintext sops would tell', async () => {
    await expectContentRefused(changed('type:str]', 'type:int]'), 'INVALID_PLAINTEXT 25')
  })

  test('the MAC', async () => {
    const mac = /^ {4}mac: (.*)$/m.exec(encrypted)?.[1] ?? ''
    await expectContentRefused(changed(mac, flip(mac, 'data')), 'MAC_UNREADABLE 51')
    await expectContentRefused(changed(/^ {4}mac: .*\n/m, ''), 'MAC_MISMATCH 51')
    await expectContentRefused(changed(mac, '""'), 'MAC_MISMATCH 51')
  })

  test('lastmodified', async () => {
    await expectContentRefused(changed('2024-01-02T', '2024-01-03T'), 'MAC_UNREADABLE 51')
    await expectContentRefused(changed(/"2024-.*"/, '"yesterday"'), 'METADATA_INVALID 1')
  })

  test('a renamed key', async () => {
    await expectContentRefused(changed('one:', 'uno:'), 'VALUE_TAMPERED 25')
  })

  test('a renamed key in clear text is not covered (M9), by design of the format', async () => {
    await writeFile(join(folder, 'x.yaml'), changed('shown_un', 'other_un'))
    expect((await sopskit(folder, ['decrypt', 'x.yaml'])).exit).toBe(0)
  })

  test('a deleted key', async () => {
    await expectContentRefused(changed(line('one'), ''), 'MAC_MISMATCH 51')
  })

  test('an added key', async () => {
    await expectContentRefused(changed('one:', 'new_unencrypted: x\none:'), 'MAC_MISMATCH 51')
    await expectContentRefused(changed('one:', 'new: x\none:'), 'VALUE_NOT_ENCRYPTED 25')
  })

  test('a changed value in clear text', async () => {
    await expectContentRefused(changed('clear', 'changed'), 'MAC_MISMATCH 51')
  })

  test('swapped values', async () => {
    const [one, two] = [valueOf('one'), valueOf('two')]
    const swapped = changed(one, '@').replace(two, one).replace('@', two)
    await expectContentRefused(swapped, 'VALUE_TAMPERED 25')
  })

  test('swapped items of a list', async () => {
    const [one = '', two = ''] = encrypted.match(/^ {4}- ENC.*\n/gm) ?? []
    await expectContentRefused(changed(one + two, two + one), 'MAC_MISMATCH 51')
  })

  test('a rule that says that the values are plain', async () => {
    const rule = changed('unencrypted_suffix: _unencrypted', 'encrypted_suffix: _encrypted')
    await expectContentRefused(rule, 'MAC_MISMATCH 51')
  })
})

describe('input', () => {
  test('truncated, at any line', async () => {
    const lines = encrypted.split('\n')
    for (let count = 1; count < lines.length - 1; count++) {
      const { exit, stdout, stderr } = await sopskit(
        folder,
        ['decrypt', '--filename-override', 'x.yaml'],
        { stdin: lines.slice(0, count).join('\n') },
      )
      expect(exit, `after ${count} lines`).not.toBe(0)
      expect(stdout).toBe('')
      for (const secret of secrets) expect(stderr).not.toContain(secret)
    }
    expect(lines.length).toBeGreaterThan(15)
  })

  test('empty', async () => {
    await expectContentRefused('', 'EMPTY_DOCUMENT 1')
    await expectContentRefused('', 'PARSE_FAILED 1', 'x.json')
  })

  test('not encrypted', async () => {
    await expectContentRefused(plain, 'METADATA_NOT_FOUND 1')
    await expectContentRefused('{"a": 1}', 'METADATA_NOT_FOUND 1', 'x.json')
  })

  test('not of its format', async () => {
    await expectContentRefused(`a: [${secrets[0]}`, 'PARSE_FAILED 1')
    await expectContentRefused(encrypted, 'PARSE_FAILED 1', 'x.json')
    await expectContentRefused(`- ${secrets[0]}`, 'TOP_LEVEL_NOT_MAP 1')
  })

  test('without keys, with two rules, without a version', async () => {
    await expectContentRefused(changed(/ {4}age:\n(?: {8}.*\n)+/, ''), 'NO_MASTER_KEYS 1')
    const rules = '    unencrypted_suffix: a\n    encrypted_suffix: b\n'
    const two = changed(/ {4}unencrypted_suffix: .*\n/, rules)
    await expectContentRefused(two, 'CONFLICTING_RULES 1')
    await expectContentRefused(changed(/ {4}version: .*\n/, ''), 'METADATA_INVALID 1')
  })

  test.each(['x.env', 'x.ini', 'x.txt'])('YAML under the name %s', async (name) => {
    await expectContentRefused(encrypted, 'PARSE_FAILED 1', name)
  })

  test('standard input without a name (F3)', async () => {
    await expectRefused([], 'PARSE_FAILED 1', { stdin: encrypted })
    await expectRefused(['--input-type', 'yaml'], 'EMIT_FAILED 4', { stdin: encrypted })
    await expectRefused(['-i'], 'CONFLICTING_OPTIONS 8')
  })
})

describe('output', () => {
  test.each([
    ['["zz"]', 'PATH_NOT_FOUND 1'],
    ['["list"][9]', 'PATH_NOT_FOUND 1'],
    ['["list"][-1]', 'PATH_NOT_FOUND 1'],
    ['["list"]["a"]', 'PATH_NOT_FOUND 1'],
    ['["one"]["b"]', 'PATH_NOT_FOUND 1'],
    ['[0]', 'PATH_NOT_FOUND 1'],
    ['one', 'INVALID_PATH 91'],
    ['["one"', 'INVALID_PATH 91'],
    ['["one"]x', 'INVALID_PATH 91'],
    ['[x]', 'INVALID_PATH 91'],
    ['[]', 'INVALID_PATH 91'],
    [' ', 'INVALID_PATH 91'],
  ])('a path that leads nowhere or is none: %s (X2, X3)', async (path, expected) => {
    await expectRefused(['--extract', path, 'enc.yaml'], expected)
    await expectRefused(['--extract', path, '-i', 'enc.yaml'], expected)
  })

  test('a path to a comment', async () => {
    await encryptedFile(folder, 'x.yaml', 'l:\n    # c\n    - 1\n')
    await expectRefused(['--extract', '["l"][0]', 'x.yaml'], 'PATH_NOT_FOUND 1')
  })

  test.each(['dotenv', 'ini', 'binary'])('a format without lists: %s', async (type) => {
    await expectRefused(['--output-type', type, 'enc.yaml'], 'EMIT_FAILED 4')
  })

  test.each(['dotenv', 'binary'])('a format that holds text alone: %s (X4)', async (type) => {
    const list = ['--extract', '["list"]', '--output-type', type, 'enc.yaml']
    await expectRefused(list, 'EMIT_FAILED 4')
  })

  test('several documents in place of which one would be left', async () => {
    await encryptedFile(folder, 'x.yaml', 'a: 1\n---\nb: 2\n')
    await expectRefused(['-i', '--output-type', 'json', 'x.yaml'], 'EMIT_FAILED 4')
    await expectRefused(['--output', 'x.yaml', '--output-type', 'json', 'x.yaml'], 'EMIT_FAILED 4')
  })

  test('that cannot be written', async () => {
    await mkdir(join(folder, 'd'))
    await expectRefused(['--output', 'd', 'enc.yaml'], 'FILE_UNWRITABLE 3')
    await expectRefused(['--output', 'missing/x', 'enc.yaml'], 'FILE_UNWRITABLE 3')
    await expectRefused(['--indent', '-2', 'enc.yaml'], 'INVALID_INDENT 4')
  })
})

describe('the first of several mistakes is the one that sops names (Z3)', () => {
  const order = ['--decryption-order', 'age,age']
  const path = ['--extract', 'x']

  test.each([
    [['-i', '--output', 'x', 'missing.yaml'], 'CONFLICTING_OPTIONS 8'],
    [[...order, ...path, 'missing.yaml'], 'FILE_NOT_FOUND 100'],
    [[...order, ...path, 'enc.yaml'], 'DUPLICATE_DECRYPTION_ORDER 112'],
    [[...path, 'bad.yaml'], 'INVALID_PATH 91'],
    [['--extract', '["zz"]', 'bad.yaml'], 'PARSE_FAILED 1'],
    [['--output', 'missing/x', 'bad.yaml'], 'PARSE_FAILED 1'],
  ])('%j', async (argv, expected) => {
    await writeFile(join(folder, 'bad.yaml'), 'a: [')
    await expectRefused(argv, expected)
  })

  test('a configuration comes after the file and before everything else', async () => {
    await writeFile(join(folder, '.sops.yaml'), 'stores: {yaml: {indent: x}}\n')
    await expectRefused(['missing.yaml'], 'FILE_NOT_FOUND 100')
    await expectRefused([...order, ...path, 'enc.yaml'], 'CONFIG_INVALID 1')
    await expectRefused([], 'CONFIG_INVALID 1')
  })
})
