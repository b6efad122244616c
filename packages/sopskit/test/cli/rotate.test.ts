import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectAllRefused, expectSilent } from './expect-run.ts'

const plain = 'a: hunter2\n'
const second = { env: { SOPS_AGE_KEY: testIdentity(1) } }
let folder: string
let encrypted: string

beforeEach(async () => {
  folder = await temporaryFolder()
  encrypted = await encryptedFile(folder, 'e.yaml', plain)
})

const read = (name: string) => readFile(join(folder, name), 'utf8')

test('the result goes to standard output, a file, or back', async () => {
  const rotated = await expectSilent(folder, ['rotate', 'e.yaml'])
  expect(rotated).toContain('sops:')
  expect(rotated).not.toBe(encrypted)
  expect(await read('e.yaml')).toBe(encrypted)
  await expectSilent(folder, ['rotate', '--output', 'o.yaml', 'e.yaml'])
  expect(await expectSilent(folder, ['decrypt', 'o.yaml'])).toBe(plain)
  expect(await expectSilent(folder, ['rotate', 'e.yaml', '-i'])).toBe('')
  expect(await read('e.yaml')).not.toBe(encrypted)
  expect(await expectSilent(folder, ['decrypt', 'e.yaml'])).toBe(plain)
})

test('keys come and go (CLI-100)', async () => {
  const both = ['rotate', '-i', '--add-age', testRecipient(1), '--rm-age', testRecipient(0)]
  await expectSilent(folder, [...both, 'e.yaml'])
  expect((await read('e.yaml')).match(/recipient: .*/g)).toEqual([`recipient: ${testRecipient(1)}`])
  expect(await expectSilent(folder, ['decrypt', 'e.yaml'], second)).toBe(plain)
})

test('keys of other kinds can go, and come only where they can be had', async () => {
  const run = await sopskit(folder, ['rotate', '-i', '--rm-pgp', 'A1', '--rm-kms', '', 'e.yaml'])
  expect(run.exit).toBe(0)
  expect(run.stderr).toMatch(/^sopskit: warning: KEY_NOT_IN_FILE: .*\n$/)
  await expectAllRefused(folder, 'WRAP_FAILED 1', [
    ['rotate', '-i', '--add-pgp', 'A1', 'e.yaml'],
    ['rotate', '-i', '--add-kms', 'arn:of:nothing', 'e.yaml'],
  ])
})

test('what cannot be rotated, by the exit codes of sops', async () => {
  await writeFile(join(folder, 'p.yaml'), plain)
  const age = testRecipient(0)
  await expectAllRefused(folder, 'NO_FILE 100', [['rotate'], ['rotate', '-i']])
  await expectAllRefused(folder, 'FILE_NOT_FOUND 2', [['rotate', 'x.yaml']])
  await expectAllRefused(folder, 'FILE_NOT_FOUND 49', [
    ['rotate', '--add-age', age, 'x.yaml'],
    ['rotate', '--rm-kms', '', 'x.yaml'],
  ])
  await expectAllRefused(folder, 'CONFLICTING_OPTIONS 8', [
    ['rotate', '-i', '--output', 'x', 'missing.yaml'],
  ])
  await expectAllRefused(folder, 'METADATA_NOT_FOUND 1', [['rotate', 'p.yaml']])
  await expectAllRefused(folder, 'EMPTY_KEY_GROUP 1', [['rotate', '-i', '--rm-age', age, 'e.yaml']])
  await expectAllRefused(folder, 'INVALID_MASTER_KEY 1', [['rotate', '--add-age', 'x', 'e.yaml']])
  await expectAllRefused(folder, 'INVALID_ENCRYPTION_CONTEXT 6', [
    ['rotate', '--encryption-context', 'x', 'e.yaml'],
  ])
  await expectAllRefused(folder, 'USAGE 1', [
    ['rotate', '--ignore-mac', 'e.yaml'],
    ['rotate', 'e.yaml', 'p.yaml'],
  ])
})
