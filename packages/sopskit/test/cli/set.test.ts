import { readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectAllRefused, expectSilent } from './expect-run.ts'

const plain = 'a: hunter2\nm:\n    k: 1\nl:\n    - 1\n'
let folder: string
let encrypted: string

beforeEach(async () => {
  folder = await temporaryFolder()
  encrypted = await encryptedFile(folder, 'e.yaml', plain)
})

const decrypted = (name = 'e.yaml') => expectSilent(folder, ['decrypt', name])

describe('set', () => {
  test.each([
    [['set', 'e.yaml', '["a"]', '"new"'], 'a: new\n'],
    [['set', 'e.yaml', '["n"]', '-5'], '"n": -5\n'],
    [['set', 'e.yaml', '["m"]["k"]', '{"x": 1}'], 'k:\n        x: 1\n'],
    [['set', '--indent', '4', 'e.yaml', '["l"][1]', 'true'], '- true\n'],
    [['set', 'e.yaml', '["a"]', '"new"', '--idempotent'], 'a: new\n'],
    [['set', '--', 'e.yaml', '["a"]', 'null'], 'a: null\n'],
  ])('%j', async (argv, expected) => {
    expect(await expectSilent(folder, argv)).toBe('')
    expect(await decrypted()).toContain(expected)
  })

  test('takes the value from a file or from standard input (CLI-096)', async () => {
    await writeFile(join(folder, 'v.json'), '"from a file"\n')
    await expectSilent(folder, ['set', '--value-file', 'e.yaml', '["a"]', 'v.json'])
    expect(await decrypted()).toContain('a: from a file\n')
    const stdin = { stdin: '"from a pipe"\n' }
    await expectSilent(folder, ['set', 'e.yaml', '["a"]', '--value-stdin'], stdin)
    expect(await decrypted()).toContain('a: from a pipe\n')
  })

  test('leaves the file alone when idempotent and equal (CLI-095)', async () => {
    const file = join(folder, 'e.yaml')
    await utimes(file, 1, 1)
    await expectSilent(folder, ['set', '--idempotent', 'e.yaml', '["a"]', '"hunter2"'])
    expect((await stat(file)).mtimeMs).toBe(1000)
    await expectSilent(folder, ['set', 'e.yaml', '["a"]', '"hunter2"'])
    expect((await stat(file)).mtimeMs).toBeGreaterThan(1000)
  })

  test('writes the format that is asked for (CLI-099)', async () => {
    await expectSilent(folder, ['set', '--output-type', 'json', 'e.yaml', '["a"]', '1'])
    expect(JSON.parse(await readFile(join(folder, 'e.yaml'), 'utf8'))).toHaveProperty('sops')
  })

  test('refuses what sops refuses, by its exit codes', async () => {
    await writeFile(join(folder, 'p.yaml'), plain)
    await expectAllRefused(folder, 'NO_FILE 100', [
      ['set'],
      ['set', 'e.yaml'],
      ['set', 'e.yaml', '["a"]'],
      ['set', 'e.yaml', '["a"]', '1', '2'],
      ['set', '--value-stdin', 'e.yaml', '["a"]', '1'],
    ])
    await expectAllRefused(folder, 'INVALID_PATH 7', [
      ['set', 'missing.yaml', 'a', '1'],
      ['set', 'p.yaml', 'a', 'zz'],
      ['set', '--decryption-order', 'x,x', 'e.yaml', 'a', '1'],
    ])
    await expectAllRefused(folder, 'INVALID_SET_VALUE 7', [
      ['set', 'missing.yaml', '["a"]', 'zz'],
      ['set', '--value-stdin', 'e.yaml', '["a"]'],
    ])
    await expectAllRefused(folder, 'FILE_NOT_FOUND 2', [['set', 'missing.yaml', '["a"]', '1']])
    await expectAllRefused(folder, 'METADATA_NOT_FOUND 1', [['set', 'p.yaml', '["a"]', '1']])
    await expectAllRefused(folder, 'ALREADY_ENCRYPTED 203', [['set', 'e.yaml', '["sops"]', '1']])
    await expectAllRefused(folder, 'DUPLICATE_DECRYPTION_ORDER 112', [
      ['set', '--decryption-order', 'x,x', 'e.yaml', '["a"]', '1'],
    ])
    await expectAllRefused(folder, 'USAGE 1', [
      ['set', '--value-file', '--value-stdin', 'e.yaml', '["a"]', '1'],
    ])
  })

  test('says that under --ignore-mac nothing was verified', async () => {
    const run = await sopskit(folder, ['set', '--ignore-mac', 'e.yaml', '["a"]', '1'])
    expect(run).toMatchObject({ exit: 0, stdout: '' })
    expect(run.stderr).toContain('MAC_NOT_VERIFIED')
  })

  test('tells no value', async () => {
    const argv = ['set', 'e.yaml', '["a"]', 'fixture-secret']
    const { exit, stderr } = await sopskit(folder, argv)
    expect(exit).toBe(7)
    expect(stderr).not.toContain('fixture-secret')
  })
})

test('a missing file with the value is reported with the code of missing files', async () => {
  const argv = ['set', '--value-file', 'e.yaml', '["a"]', 'missing']
  await expectAllRefused(folder, 'FILE_NOT_FOUND 2', [argv])
})

test('a flag without effect is refused', async () => {
  await expectAllRefused(folder, 'USAGE 1', [
    ['set', '--shamir-secret-sharing-threshold', '2', 'e.yaml', '["a"]', '1'],
    ['unset', '--shamir-secret-sharing-threshold', '2', 'e.yaml', '["a"]'],
  ])
})

describe('unset', () => {
  test('removes a value', async () => {
    expect(await expectSilent(folder, ['unset', 'e.yaml', '["m"]["k"]'])).toBe('')
    await expectSilent(folder, ['unset', 'e.yaml', '["l"]'])
    expect(await decrypted()).toBe('a: hunter2\nm: {}\n')
  })

  test('leaves the file alone when idempotent and missing (CLI-095)', async () => {
    await expectSilent(folder, ['unset', 'e.yaml', '--idempotent', '["zz"]'])
    expect(await readFile(join(folder, 'e.yaml'), 'utf8')).toBe(encrypted)
  })

  test('refuses what sops refuses, by its exit codes', async () => {
    await expectAllRefused(folder, 'NO_FILE 100', [
      ['unset', 'e.yaml'],
      ['unset', 'e.yaml', '["a"]', '1'],
    ])
    await expectAllRefused(folder, 'INVALID_PATH 7', [['unset', 'missing.yaml', 'a']])
    await expectAllRefused(folder, 'FILE_NOT_FOUND 2', [['unset', 'missing.yaml', '["a"]']])
    await expectAllRefused(folder, 'PATH_NOT_FOUND 1', [
      ['unset', 'e.yaml', '["zz"]'],
      ['unset', 'e.yaml', '["l"][9]'],
    ])
  })
})
