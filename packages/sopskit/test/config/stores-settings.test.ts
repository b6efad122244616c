import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  await encryptedFile(folder, 'enc.yaml', 'a:\n    b: 1\n')
  await encryptedFile(folder, 'enc.json', '{"a": {"b": 1}}')
})

const configure = (text: string) => writeFile(join(folder, '.sops.yaml'), text)
const decrypt = (...argv: readonly string[]) => sopskit(folder, ['decrypt', ...argv])

describe('indentation (CFG-027)', () => {
  const all = 'stores: {yaml: {indent: 2}, json: {indent: 3}, json_binary: {indent: 1}}\n'

  test('of what is decrypted, by the format of the output', async () => {
    await configure(all)
    expect((await decrypt('enc.yaml')).stdout).toBe('a:\n  b: 1\n')
    expect((await decrypt('enc.json')).stdout).toBe('{\n   "a": {\n      "b": 1\n   }\n}\n')
    const converted = await decrypt('--output-type', 'yaml', 'enc.json')
    expect(converted.stdout).toBe('a:\n  b: 1\n')
  })

  test('of what is encrypted, binary files among it', async () => {
    await configure(all)
    await writeFile(join(folder, 'x.txt'), 'text')
    await writeFile(join(folder, 'x.json'), '{"a": 1}')
    const encrypt = (name: string) => sopskit(folder, ['encrypt', '--age', testRecipient(0), name])
    expect((await encrypt('x.txt')).stdout).toMatch(/^\{\n "data": /)
    expect((await encrypt('x.json')).stdout).toMatch(/^\{\n {3}"a": /)
  })

  test('the flag comes first', async () => {
    await configure(all)
    expect((await decrypt('--indent', '5', 'enc.yaml')).stdout).toBe('a:\n     b: 1\n')
    expect((await decrypt('--indent=-1', 'enc.json')).stdout).toBe(
      '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n',
    )
  })

  test('0 is the default in YAML, and no indentation in JSON', async () => {
    await configure('stores: {yaml: {indent: 0}, json: {indent: 0}}\n')
    expect((await decrypt('enc.yaml')).stdout).toBe('a:\n    b: 1\n')
    expect((await decrypt('enc.json')).stdout).toBe('{\n"a": {\n"b": 1\n}\n}\n')
  })

  test('an impossible one is an error of the format that is written', async () => {
    await configure('stores: {yaml: {indent: -1}, json: {indent: -2}}\n')
    for (const name of ['enc.yaml', 'enc.json']) {
      const { exit, stdout, stderr } = await decrypt(name)
      expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' })
      expect(stderr).toMatch(/^sopskit: INVALID_INDENT: /)
    }
    expect((await decrypt('--output-type', 'dotenv', '--extract', '["a"]', 'enc.yaml')).exit).toBe(
      0,
    )
  })
})

describe('a configuration on the way to decrypt (CFG-009, CFG-010)', () => {
  test.each([
    'a: [',
    'creation_rules: x',
    'stores: {yaml: {indent: x}}',
    'creation_rules: [{path_regex: []}]',
  ])('that sops cannot read is an error: %s', async (text) => {
    await configure(text)
    const { exit, stdout, stderr } = await decrypt('enc.yaml')
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' })
    expect(stderr).toMatch(/^sopskit: CONFIG_INVALID: .*\.sops\.yaml"/)
  })

  test.each([
    'creation_rules: []',
    'creation_rules: [{path_regex: "("}]',
    'creation_rules: [{age: bogus}, {age: 5}, null]',
    'creation_rules: [{note: x}]\nstores: {toml: {}}',
    'rules: []',
    'a: b\n---\nc: d\n',
  ])('that only says how to create files does not matter: %j', async (text) => {
    await configure(text)
    expect(await decrypt('enc.yaml')).toMatchObject({
      exit: 0,
      stdout: 'a:\n    b: 1\n',
      stderr: '',
    })
  })

  test('that is not there, or is a folder (CFG-004, CFG-006)', async () => {
    expect(await decrypt('--config', 'missing', 'enc.yaml')).toMatchObject({ exit: 1 })
    await mkdir(join(folder, '.sops.yaml'))
    const { exit, stderr } = await decrypt('enc.yaml')
    expect(exit).toBe(1)
    expect(stderr).toMatch(/^sopskit: CONFIG_UNREADABLE: .*it is a directory/)
  })

  test('comes behind the file and before everything else', async () => {
    await configure('a: [')
    expect((await decrypt('missing.yaml')).exit).toBe(100)
    expect((await decrypt('-i', '--output', 'x', 'enc.yaml')).exit).toBe(8)
    expect(
      (await decrypt('--decryption-order', 'age,age', '--extract', 'x', 'enc.yaml')).exit,
    ).toBe(1)
    expect((await decrypt()).exit).toBe(1)
  })
})
