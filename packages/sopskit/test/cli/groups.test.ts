import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectAllRefused, expectSilent } from './expect-run.ts'

const plain = 'a: hunter2\n'
const add = ['groups', 'add', '-f', 'e.yaml', '--age', testRecipient(1)]
const both = { env: { SOPS_AGE_KEY: `${testIdentity(0)}\n${testIdentity(1)}` } }
let folder: string
let encrypted: string

beforeEach(async () => {
  folder = await temporaryFolder()
  encrypted = await encryptedFile(folder, 'e.yaml', plain)
})

const read = () => readFile(join(folder, 'e.yaml'), 'utf8')

test('a group comes, and goes again', async () => {
  expect(await expectSilent(folder, add)).toContain('key_groups:')
  expect(await read()).toBe(encrypted)
  expect(await expectSilent(folder, [...add, '-i'])).toBe('')
  expect((await sopskit(folder, ['decrypt', 'e.yaml'])).exit).toBe(128)
  expect(await expectSilent(folder, ['decrypt', 'e.yaml'], both)).toBe(plain)
  const threshold = ['--shamir-secret-sharing-threshold', '1']
  const remove = ['groups', 'delete', '-f', 'e.yaml', '-i', ...threshold, '1']
  expect(await expectSilent(folder, remove, both)).toBe('')
  expect(await expectSilent(folder, ['decrypt', 'e.yaml'])).toBe(plain)
})

test('several keys make one group (CLI-027)', async () => {
  const more = ['--age', testRecipient(2), '--shamir-secret-sharing-threshold', '2', '-i']
  await expectSilent(folder, [...add, ...more])
  expect((await read()).match(/recipient: .*/g)?.length).toBe(3)
  const third = { env: { SOPS_AGE_KEY: `${testIdentity(0)}\n${testIdentity(2)}` } }
  expect(await expectSilent(folder, ['decrypt', 'e.yaml'], third)).toBe(plain)
})

test('no key comes from a variable', async () => {
  const env = { SOPS_AGE_KEY: testIdentity(0), SOPS_AGE_RECIPIENTS: testRecipient(2) }
  expect(await expectSilent(folder, add, { env })).not.toContain(testRecipient(2))
})

test('no file is written that nobody can decrypt (CLI-106)', async () => {
  const on = ['groups', 'add', '-i', '-f', 'e.yaml']
  await expectAllRefused(folder, 'EMPTY_KEY_GROUP 1', [on])
  await expectAllRefused(folder, 'INVALID_MASTER_KEY 1', [[...on, '--age', 'bogus']])
  await expectAllRefused(folder, 'WRAP_FAILED 1', [[...on, '--pgp', 'A1']])
})

test('what is refused, by the exit codes of sops (CLI-107)', async () => {
  await writeFile(join(folder, 'p.yaml'), plain)
  await expectAllRefused(folder, 'USAGE 1', [
    [...add, 'word'],
    ['groups', 'delete', '-f', 'e.yaml'],
    ['groups', 'delete', '-f', 'e.yaml', 'x'],
    ['groups', 'delete', '-f', 'e.yaml', '-1'],
    ['groups', 'delete', '-f', 'e.yaml', '0', '1'],
    ['groups', 'bogus'],
  ])
  await expectAllRefused(folder, 'NO_FILE 2', [
    ['groups', 'add'],
    ['groups', 'delete', '1'],
  ])
  await expectAllRefused(folder, 'FILE_NOT_FOUND 2', [
    ['groups', 'add', '-f', 'x.yaml', '--age', testRecipient(1)],
    ['groups', 'delete', '-f', 'x.yaml', '0'],
  ])
  await expectAllRefused(folder, 'METADATA_NOT_FOUND 1', [
    ['groups', 'add', '-f', 'p.yaml', '--age', testRecipient(1)],
  ])
  await expectAllRefused(folder, 'KEY_GROUP_NOT_FOUND 1', [
    ['groups', 'delete', '-f', 'e.yaml', '5'],
  ])
  await expectAllRefused(folder, 'NO_RECIPIENTS 1', [['groups', 'delete', '-f', 'e.yaml', '0']])
  await expectSilent(folder, [...add, '-i'])
  const run = await sopskit(folder, ['groups', 'delete', '-f', 'e.yaml', '1'])
  expect(run).toMatchObject({ exit: 1, stdout: '' })
})

test('groups alone shows its help', async () => {
  expect(await expectSilent(folder, ['groups'])).toContain('groups delete INDEX')
})
