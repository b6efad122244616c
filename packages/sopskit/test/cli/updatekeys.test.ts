import { mkdir, readFile, writeFile } from 'node:fs/promises'
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

  test('who does not answer is not asked again, and is told once', async () => {
    await encryptedFile(folder, 'g.yaml', plain)
    const run = await update(['e.yaml', 'f.yaml', 'g.yaml'], 'n\n')
    expect(run).toMatchObject({ exit: 1, stdout: (description + question).repeat(2) })
    expect(run.stderr.match(/ABORTED: Nobody answered, so no further file is/g)).toHaveLength(1)
    expect(run.stderr).toMatch(/3 encrypted files: 1 left unchanged, 2 failed\.\n$/)
    expect(await read('g.yaml')).not.toContain(testRecipient(1))
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
  expect(run.stderr).toMatch(/sopskit: 3 encrypted files: 1 synced, 2 failed\.\n$/)
  expect(await expectSilent(folder, ['decrypt', 'e.yaml'], second)).toBe(plain)
})

test('a single file gives its own error, by the exit codes of sops', async () => {
  await writeFile(join(folder, 'p.yaml'), plain)
  await expectAllRefused(folder, 'NO_FILE 100', [['updatekeys'], ['updatekeys', '-y']])
  await expectAllRefused(folder, 'FILE_NOT_FOUND 1', [['updatekeys', 'missing.yaml']])
  await expectAllRefused(folder, 'METADATA_NOT_FOUND 1', [['updatekeys', 'p.yaml']])
  await expectAllRefused(folder, 'FILE_NOT_FOUND 1', [['updatekeys', '-y', 'none/**/*.yaml']])
  const run = await sopskit(folder, ['updatekeys', '-y', 'e.yaml'], { env: {} })
  expect(run.exit).toBe(128)
  expect(run.stderr).toMatch(/^sopskit: DATA_KEY_UNAVAILABLE/)
  await writeFile(join(folder, '.sops.yaml'), 'creation_rules:\n  - path_regex: zz\n    age: ""\n')
  await expectAllRefused(folder, 'NO_MATCHING_RULE 1', [['updatekeys', 'e.yaml']])
  // The missing file counts first, as in sops.
  await expectAllRefused(folder, 'FILE_NOT_FOUND 1', [['updatekeys', '-y', 'nope']])
  await writeFile(join(folder, '.sops.yaml'), 'creation_rules: [{agee: x}]\n')
  await expectAllRefused(folder, 'CONFIG_INVALID 1', [['updatekeys', 'e.yaml']])
})

test('without a configuration there is nothing to follow', async () => {
  const elsewhere = await temporaryFolder()
  await expectAllRefused(elsewhere, 'CONFIG_UNREADABLE 1', [['updatekeys', 'x.yaml']])
})

describe('folders and patterns', () => {
  beforeEach(async () => {
    await mkdir(join(folder, 'apps/web'), { recursive: true })
    await mkdir(join(folder, 'node_modules'))
    await encryptedFile(folder, 'apps/a.yaml', plain)
    await encryptedFile(folder, 'apps/web/b.yaml', plain)
    await encryptedFile(folder, 'node_modules/n.yaml', plain)
    await writeFile(join(folder, 'apps/web/p.yaml'), plain)
    await writeFile(
      join(folder, 'apps/readme.md'),
      'sops writes ENC[AES256_GCM,data:...] in here\n',
    )
  })

  test('a folder stands for the encrypted files below it; the others are counted', async () => {
    const run = await update(['-y', '.'])
    expect(run).toMatchObject({ exit: 0, stdout: description.repeat(4) })
    expect(run.stderr).toMatch(/4 encrypted files: 4 synced; skipped 3 not encrypted\.\n$/)
    expect(run.stderr.match(/synced with new keys/g)).toHaveLength(4)
    for (const name of ['e.yaml', 'f.yaml', 'apps/a.yaml', 'apps/web/b.yaml']) {
      expect(await expectSilent(folder, ['decrypt', name], second)).toBe(plain)
    }
    expect(await read('apps/web/p.yaml')).toBe(plain)
    expect(await read('node_modules/n.yaml')).not.toContain(testRecipient(1))
    const again = await update(['--check', '.'])
    expect(again).toMatchObject({ exit: 0, stdout: '' })
    expect(again.stderr).toBe(
      'sopskit: 4 encrypted files: 4 up to date; skipped 3 not encrypted.\n',
    )
  })

  test('a pattern stands for the encrypted files that match', async () => {
    const run = await update(['--check', 'apps/**/*.yaml', 'apps/a.yaml'])
    expect(run).toMatchObject({ exit: 1, stdout: description.repeat(2) })
    expect(run.stderr).toMatch(/2 encrypted files: 2 left unchanged; skipped 1 not encrypted\.\n$/)
  })

  test('what no rule matches is skipped where it is found, and fails where it is named', async () => {
    await writeFile(
      join(folder, '.sops.yaml'),
      `creation_rules:\n  - path_regex: ^apps/\n    age: ${testRecipient(0)}\n`,
    )
    const run = await update(['-y', '.'])
    expect(run).toMatchObject({ exit: 0, stdout: '' })
    expect(run.stderr).toContain('2 up to date; skipped 3 not encrypted, 2 that no rule matches.')
    const named = await update(['-y', '.', 'e.yaml'])
    expect(named.exit).toBe(1)
    expect(named.stderr).toMatch(/e\.yaml": sopskit: NO_MATCHING_RULE/)
  })

  test('an encrypted file that cannot be read fails, whoever found it', async () => {
    await writeFile(join(folder, 'apps/a.yaml'), `<<<<<<< HEAD\n${encrypted}>>>>>>> main\n`)
    const run = await update(['--check', 'apps'])
    expect(run.exit).toBe(1)
    expect(run.stderr).toMatch(/apps\/a\.yaml": sopskit: PARSE_FAILED/)
    expect(run.stderr).toContain('2 encrypted files: 1 left unchanged, 1 failed; skipped')
  })

  test('what a path_regex matches and is not encrypted is named', async () => {
    const matching = `creation_rules:\n  - path_regex: ^apps/\n    age: ${testRecipient(0)}\n`
    await writeFile(join(folder, '.sops.yaml'), matching)
    await writeFile(join(folder, 'apps/kustomization.yaml'), 'resources: []\n')
    await writeFile(join(folder, 'elsewhere.txt'), 'x')
    const run = await update(['-y', '.'])
    expect(run.exit).toBe(0)
    const line = run.stderr.split('\n').find((one) => one.includes('path_regex')) ?? ''
    expect(line.match(/[a-z]+\.[a-z]+"/g)).toEqual(['readme.md"', 'p.yaml"'])
    for (let n = 0; n < 10; n++) await writeFile(join(folder, `apps/${n}.txt`), 'x')
    expect((await update(['-y', '.'])).stderr).toMatch(/path_regex matches: .* and 2 more\. /)
  })

  test('the name of a file comes before its changes', async () => {
    let all = ''
    await sopskit(folder, ['updatekeys', '--check', 'apps'], {
      writeStdout: async (data) => void (all += Buffer.from(data).toString()),
      writeStderr: (text) => void (all += text),
    })
    const order = all.match(/[ab]\.yaml|\+\+\+/g)
    expect(order).toEqual(['a.yaml', '+++', 'b.yaml', '+++'])
  })

  test('a folder without an encrypted file is no failure', async () => {
    await mkdir(join(folder, 'empty'))
    const run = await update(['--check', 'empty'])
    expect(run).toMatchObject({ exit: 0, stderr: 'sopskit: 0 encrypted files.\n' })
  })
})

describe('a removed key', () => {
  const dataKeyLines = (text: string) => text.match(/data:[^,]+/)?.[0]
  beforeEach(() => rule(testRecipient(1)))
  const kept = 'without a new data key'
  const both = { env: { SOPS_AGE_KEY: `${testIdentity(0)}\n${testIdentity(1)}` } }

  test('leaves the data key, which is said with what helps', async () => {
    const run = await update(['-y', 'e.yaml'])
    expect(run.exit).toBe(0)
    expect(run.stderr).toContain(kept)
    expect(run.stderr).toMatch(/sopskit rotate -i ".*e\.yaml"/)
    const after = await read('e.yaml')
    expect(dataKeyLines(after)).toBe(dataKeyLines(encrypted))
    const many = await update(['-y', 'e.yaml', 'f.yaml'])
    expect(many.stderr).toContain(`keys were removed from 1 file ${kept}`)
  })

  test('with --rotate the data key is new, and the MAC is verified for it', async () => {
    const run = await update(['-y', '--rotate', 'e.yaml'])
    expect(run).toMatchObject({ exit: 0 })
    expect(run.stderr).toContain('synced with new keys and a new data key')
    expect(run.stderr).not.toContain(kept)
    expect(dataKeyLines(await read('e.yaml'))).not.toBe(dataKeyLines(encrypted))
    expect(await expectSilent(folder, ['decrypt', 'e.yaml'], second)).toBe(plain)
    const again = await read('e.yaml')
    const inSync = await update(['-y', '--rotate', 'e.yaml'])
    expect(inSync.exit).toBe(0)
    const notRenewed = 'up to date, data key not renewed (rotate -i does that)'
    expect(inSync.stderr).toContain(`already ${notRenewed}`)
    const pattern = await update(['-y', '--rotate', 'e.yaml', 'e*.yaml'])
    expect(pattern.stderr).toContain(`1 encrypted file: 1 ${notRenewed}.`)
    expect(await read('e.yaml')).toBe(again)
    await writeFile(join(folder, 'f.yaml'), `b_unencrypted: 1\n${await read('f.yaml')}`)
    expect((await update(['-y', '--rotate', 'f.yaml'])).stderr).toMatch(/^sopskit: MAC_MISMATCH/)
  })

  test.each([
    ['y\ny\n', true, true],
    ['y\nn\n', true, false],
    ['y\n', false, false],
  ])('at a terminal it is asked: %j, interactive %j', async (stdin, interactive, rotates) => {
    const run = await sopskit(folder, ['updatekeys', 'e.yaml'], { stdin, interactive, ...both })
    expect(run.exit).toBe(0)
    expect(run.stdout.includes('Make a new data key as well')).toBe(interactive)
    const after = await read('e.yaml')
    expect(dataKeyLines(after) !== dataKeyLines(encrypted)).toBe(rotates)
    expect(run.stderr.includes(kept)).toBe(!rotates)
    expect(await expectSilent(folder, ['decrypt', 'e.yaml'], second)).toBe(plain)
  })
})

test('a bar on the terminal says how far it is, and is taken away again', async () => {
  const wide = { messageColumns: 80 }
  const { stderr } = await sopskit(folder, ['updatekeys', '--check', 'e.yaml', 'f.yaml'], wide)
  const [, first, last, erased] = stderr.split('\r\u{1b}[K')
  expect(first).toMatch(/^\[#{15}\.{15}\] 1\/2$/)
  expect(last).toMatch(/^\[#{30}\] 2\/2$/)
  expect(erased).toMatch(/^"/)
  for (const messageColumns of [undefined, 10]) {
    const run = await sopskit(folder, ['updatekeys', '--check', 'e.yaml'], { messageColumns })
    expect(run.stderr).not.toContain('\r')
  }
})
