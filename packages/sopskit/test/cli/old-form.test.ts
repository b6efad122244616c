import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, expect, test } from 'vitest'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectAllRefused, expectSilent } from './expect-run.ts'

const plain = 'a: hunter2\n'
let folder: string
let encrypted: string

beforeEach(async () => {
  folder = await temporaryFolder()
  encrypted = await encryptedFile(folder, 'e.yaml', plain)
  await writeFile(join(folder, 'p.yaml'), plain)
})

const read = (name: string) => readFile(join(folder, name), 'utf8')

test('flags stand for commands (CLI-036)', async () => {
  expect(await expectSilent(folder, ['-d', 'e.yaml'])).toBe(plain)
  expect(await expectSilent(folder, ['-d', '--extract', '["a"]', 'e.yaml'])).toBe('hunter2')
  expect(await expectSilent(folder, ['--rotate', 'e.yaml'])).toContain('sops:')
  expect(await read('e.yaml')).toBe(encrypted)
  await expectSilent(folder, ['-e', '-a', testRecipient(0), '-i', 'p.yaml'])
  expect(await expectSilent(folder, ['decrypt', 'p.yaml'])).toBe(plain)
  await expectSilent(folder, ['-d', '--output', 'out.yaml', 'p.yaml'])
  expect(await read('out.yaml')).toBe(plain)
})

test('--set takes path and value as one text (CLI-037)', async () => {
  expect(await expectSilent(folder, ['--set', '["a"] "new"', 'e.yaml'])).toBe('')
  expect(await expectSilent(folder, ['-d', 'e.yaml'])).toBe('a: new\n')
  await expectSilent(folder, ['-i', '--set', '["a"]   [1]', 'e.yaml'])
  expect(await expectSilent(folder, ['-d', 'e.yaml'])).toBe('a:\n    - 1\n')
})

test('there is no form for standard input (CLI-034)', async () => {
  await expectAllRefused(folder, 'NO_FILE 100', [
    [],
    ['-d'],
    ['-e', '--age', testRecipient(0)],
    ['-r'],
    ['--set', '["a"] 1'],
    ['--age', testRecipient(0)],
  ])
})

test('a missing file gives the exit codes of sops (CLI-035)', async () => {
  await expectAllRefused(folder, 'FILE_NOT_FOUND 100', [
    ['-d', 'x.yaml'],
    ['-e', 'x.yaml'],
    ['-r', 'x.yaml'],
  ])
  const add = ['--add-age', testRecipient(1)]
  await expectAllRefused(folder, 'FILE_NOT_FOUND 49', [['-r', ...add, 'x.yaml']])
  await expectAllRefused(folder, 'FILE_NOT_FOUND 2', [['--set', '["a"] 1', 'x.yaml']])
})

test('what cannot be set gives the exit codes of sops (CLI-037)', async () => {
  await expectAllRefused(folder, 'INVALID_SET_VALUE 7', [
    ['--set', 'a 1', 'e.yaml'],
    ['--set', '["a"]1', 'e.yaml'],
    ['--set', '["a"] zz', 'e.yaml'],
    ['--set', '["a"]["x] y"] 1', 'e.yaml'],
  ])
  await expectAllRefused(folder, 'INVALID_PATH 7', [['--set', 'a] 1', 'e.yaml']])
})

test('one thing at a time (CLI-032)', async () => {
  await expectAllRefused(folder, 'USAGE 1', [
    ['-d', '-e', 'e.yaml'],
    ['-r', '--set', '["a"] 1', 'e.yaml'],
    ['-d', 'e.yaml', 'p.yaml'],
    ['decrypt', '-d', 'e.yaml'],
  ])
})

test('no rule has to match a file that is encrypted already', async () => {
  const rule = 'creation_rules:\n  - path_regex: zz\n    age: ""\n'
  await writeFile(join(folder, '.sops.yaml'), rule)
  await expectSilent(folder, ['-r', '-i', 'e.yaml'])
  await expectSilent(folder, ['--set', '["a"] 1', 'e.yaml'])
  expect(await expectSilent(folder, ['-d', 'e.yaml'])).toBe('a: 1\n')
})
