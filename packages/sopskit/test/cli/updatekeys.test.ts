import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { type CommandRun, sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectAllRefused, expectSilent } from './expect-run.ts'

const plain = 'a: hunter2\n'
const second = { env: { SOPS_AGE_KEY: testIdentity(1) } }
const description = `The following changes will be made to the file's groups:
Group 1
    ${testRecipient(0)}
+++ ${testRecipient(1)}
`
const question = 'Is this okay? (y/n):'
let folder: string
let encrypted: string

beforeEach(async () => {
  folder = await temporaryFolder()
  encrypted = await encryptedFile(folder, 'e.yaml', plain)
  await encryptedFile(folder, 'f.yaml', plain)
  await rule(testRecipient(0), testRecipient(1))
})

const rule = (...recipients: readonly string[]) =>
  writeFile(join(folder, '.sops.yaml'), `creation_rules:\n  - age: ${recipients.join(',')}\n`)
const read = (name: string) => readFile(join(folder, name), 'utf8')
const update = (argv: readonly string[], stdin = ''): Promise<CommandRun> =>
  sopskit(folder, ['updatekeys', ...argv], { stdin })

describe('asks before it changes a file (CLI-105)', () => {
  test.each([
    ['y\n', 0, 1, 'synced with new keys'],
    ['n\n', 0, 1, 'left unchanged'],
    ['yes\n\ny\nn\n', 0, 3, 'synced with new keys'],
    ['', 1, 1, 'ABORTED'],
    ['y', 1, 1, 'ABORTED'],
  ])('%j', async (stdin, exit, questions, told) => {
    const run = await update(['e.yaml'], stdin)
    expect(run.stdout).toBe(description + question.repeat(questions))
    expect(run.stderr).toContain(told)
    expect(run.exit).toBe(exit)
    expect((await read('e.yaml')) === encrypted).toBe(!told.startsWith('synced'))
  })

  test('one answer for each file', async () => {
    const run = await update(['e.yaml', 'f.yaml'], 'n\ny\n')
    expect(run).toMatchObject({ exit: 0, stdout: (description + question).repeat(2) })
    expect(await read('e.yaml')).toBe(encrypted)
    expect(await expectSilent(folder, ['decrypt', 'f.yaml'], second)).toBe(plain)
  })

  test('answers may come in pieces', async () => {
    const chunks = { stdin: Readable.from([Buffer.from('n'), Buffer.from('\ny\n')]) }
    const run = await sopskit(folder, ['updatekeys', 'e.yaml'], chunks)
    expect(run).toMatchObject({ exit: 0, stdout: description + question })
  })
})

test('with --yes it changes at once', async () => {
  const run = await update(['-y', 'e.yaml'])
  expect(run).toMatchObject({ exit: 0, stdout: description })
  expect(await expectSilent(folder, ['decrypt', 'e.yaml'], second)).toBe(plain)
  const again = await update(['e.yaml'])
  expect(again).toMatchObject({ exit: 0, stdout: '' })
  expect(again.stderr).toContain('already up to date')
})

test('--check compares without any identity, and says by its exit code', async () => {
  const run = await sopskit(folder, ['updatekeys', '--check', 'e.yaml', 'f.yaml'], { env: {} })
  expect(run).toMatchObject({ exit: 1, stdout: description.repeat(2) })
  expect(await read('e.yaml')).toBe(encrypted)
  await rule(testRecipient(0))
  const clean = await sopskit(folder, ['updatekeys', '--check', 'e.yaml', 'f.yaml'], { env: {} })
  expect(clean).toMatchObject({ exit: 0, stdout: '' })
})

test('--dry-run does everything but writing', async () => {
  expect(await update(['--dry-run', 'e.yaml'])).toMatchObject({ exit: 0, stdout: description })
  expect(await read('e.yaml')).toBe(encrypted)
  const run = await sopskit(folder, ['updatekeys', '--dry-run', 'e.yaml'], { env: {} })
  expect(run.exit).toBe(128)
})

test('every file is tried (CLI-105)', async () => {
  await writeFile(join(folder, 'p.yaml'), plain)
  const run = await update(['-y', 'missing.yaml', 'e.yaml', 'p.yaml'])
  expect(run).toMatchObject({ exit: 1, stdout: description })
  expect(run.stderr).toMatch(/missing\.yaml": sopskit: FILE_NOT_FOUND/)
  expect(run.stderr).toMatch(/p\.yaml": sopskit: METADATA_NOT_FOUND/)
  expect(run.stderr).toContain('2 of 3 failed')
  expect(await expectSilent(folder, ['decrypt', 'e.yaml'], second)).toBe(plain)
})

test('a single file gives its own error, by the exit codes of sops', async () => {
  await writeFile(join(folder, 'p.yaml'), plain)
  await expectAllRefused(folder, 'NO_FILE 100', [['updatekeys'], ['updatekeys', '-y']])
  await expectAllRefused(folder, 'FILE_NOT_FOUND 1', [['updatekeys', 'missing.yaml']])
  await expectAllRefused(folder, 'METADATA_NOT_FOUND 1', [['updatekeys', 'p.yaml']])
  await expectAllRefused(folder, 'FILE_UNREADABLE 1', [['updatekeys', '.']])
  const run = await sopskit(folder, ['updatekeys', '-y', 'e.yaml'], { env: {} })
  expect(run.exit).toBe(128)
  expect(run.stderr).toMatch(/^sopskit: DATA_KEY_UNAVAILABLE/)
  await writeFile(join(folder, '.sops.yaml'), 'creation_rules:\n  - path_regex: zz\n    age: ""\n')
  await expectAllRefused(folder, 'NO_MATCHING_RULE 1', [['updatekeys', 'e.yaml']])
  await writeFile(join(folder, '.sops.yaml'), 'creation_rules: [{agee: x}]\n')
  await expectAllRefused(folder, 'CONFIG_INVALID 1', [['updatekeys', 'e.yaml']])
})

test('without a configuration there is nothing to follow', async () => {
  const elsewhere = await temporaryFolder()
  await expectAllRefused(elsewhere, 'CONFIG_UNREADABLE 1', [['updatekeys', 'x.yaml']])
})
