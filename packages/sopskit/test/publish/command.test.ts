import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { type CommandRun, sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { recordingServer, type RecordingServer } from './recording-server.ts'

let folder: string
let server: RecordingServer

beforeEach(async () => {
  folder = await realpath(await temporaryFolder())
  server = await recordingServer(({ method }) => ({ status: method === 'GET' ? 404 : 200 }))
  await encryptedFile(folder, 'e.yaml', 'a: hunter2\n')
  await rules({ vault_path: 'app' })
})

const rules = (...list: readonly object[]) =>
  writeFile(join(folder, '.sops.yaml'), JSON.stringify({ destination_rules: list }))

function publish(argv: readonly string[], stdin = '', extra = {}): Promise<CommandRun> {
  const env = { SOPS_AGE_KEY: testIdentity(0), VAULT_ADDR: server.url, VAULT_TOKEN: 't', ...extra }
  return sopskit(folder, ['publish', ...argv], { stdin, env })
}

const written = () =>
  server.requests
    .filter(({ method }) => method === 'PUT')
    .map(({ url }) => url.replace('/v1/secret/data/', ''))

const question = (name: string, to = name) =>
  `uploading ${join(folder, name)} to ${server.url}/v1/secret/data/app/${to} ? (y/n): `

describe('asks before it publishes (CLI-115)', () => {
  test.each<[string, number, number, RegExp]>([
    ['y\n', 0, 1, /published to http/],
    ['n\n', 1, 1, /^sopskit: ABORTED: .*was not published/],
    ['x\nY\nyes\n\ny\n', 0, 5, /published to http/],
    ['', 1, 1, /^sopskit: ABORTED: Nobody answered/],
  ])('%j', async (answers, exit, times, said) => {
    const run = await publish(['e.yaml'], answers)
    expect(run).toMatchObject({ exit, stdout: question('e.yaml').repeat(times) })
    expect(run.stderr).toMatch(said)
    expect(written()).toEqual(exit === 0 ? ['app/e.yaml'] : [])
  })

  test.each([
    ['-y', 'e.yaml'],
    ['e.yaml', '--yes'],
  ])('not with %s %s', async (...argv) => {
    expect(await publish(argv)).toMatchObject({ exit: 0, stdout: '' })
    expect(written()).toEqual(['app/e.yaml'])
  })

  test.skipIf(process.platform === 'win32')(
    'on one line, whatever the name of the file',
    async () => {
      const name = 'e.yaml to elsewhere ? (y\n.yaml'
      await encryptedFile(folder, name, 'a: x\n')
      const { stdout } = await publish([name], 'n\n')
      expect(stdout).not.toContain('\n')
      expect(stdout).toMatch(/^uploading .*\(y\ufffd\.yaml to http.* \? \(y\/n\): $/)
    },
  )

  test('and shows how the keys differ, before it asks', async () => {
    const age = testRecipient(1)
    await rules({ s3_bucket: 'b', recreation_rule: { age, shamir_threshold: 2 } })
    const run = await publish(['e.yaml'], 'n\n')
    expect(run.exit).toBe(1)
    expect(run.stdout).toBe(`The following changes will be made to the file's key groups:
Group 1
+++ ${testRecipient(1)}
--- ${testRecipient(0)}
uploading ${join(folder, 'e.yaml')} to s3://b/e.yaml ? (y/n): `)
    await rules({ s3_bucket: 'b', recreation_rule: { age: testRecipient(0) } })
    expect((await publish(['e.yaml'], 'n\n')).stdout).toMatch(/^uploading/)
  })
})

describe('folders (CLI-111, CLI-112)', () => {
  beforeEach(async () => {
    await mkdir(join(folder, 'd', 'sub'), { recursive: true })
    for (const name of ['d/.env', 'd/a.yaml', 'd/b.ini', 'd/sub/b.c.json', 'd/Z.yaml']) {
      await encryptedFile(folder, name, name.endsWith('.json') ? '{"a":"x"}' : plainOf(name))
    }
  })
  const plainOf = (name: string) => (name.endsWith('.yaml') ? 'a: x\n' : 'a=x\n')

  test('need a flag', async () => {
    const run = await publish(['-y', 'd'])
    expect(run.exit).toBe(1)
    expect(run.stderr).toMatch(/^sopskit: INVALID_OPTION: "d" is a folder.*--recursive/)
    expect(server.requests).toEqual([])
  })

  test('every file, by its path from there, in the order of sops', async () => {
    for (const spelled of ['d', './d/', join(folder, 'd')]) {
      expect((await publish(['-y', '--recursive', spelled])).exit).toBe(0)
    }
    const once = ['.env', 'Z.yaml', 'a.yaml', 'b.ini', 'sub/b.c.json'].map((name) => `app/${name}`)
    expect(written()).toEqual([...once, ...once, ...once])
  })

  test('who says no to one file is asked for the next', async () => {
    const run = await publish(['--recursive', 'd'], 'n\ny\nn\nn\nn\n')
    expect(run.exit).toBe(0)
    expect(run.stderr).toMatch(/^"[^"]*\.env": not published to http/)
    expect(written()).toEqual(['app/Z.yaml'])
  })

  test('without extensions; of .env nothing would be left', async () => {
    const run = await publish(['-y', '--recursive', '--omit-extensions', 'd'])
    expect(run).toMatchObject({ exit: 1, stdout: '' })
    expect(run.stderr).toMatch(/^sopskit: PUBLISH_FAILED: .*"\.env"/)
    expect(server.requests).toEqual([])
    expect((await publish(['-y', '--omit-extensions', 'd/sub/b.c.json'])).exit).toBe(0)
    await rules({ vault_path: 'app', omit_extensions: true })
    expect((await publish(['-y', '--recursive', 'd/sub'])).exit).toBe(0)
    expect(written()).toEqual(['app/b.c', 'app/b.c'])
  })

  test('two files that would go to one place are refused before any is published', async () => {
    await encryptedFile(folder, 'd/sub/b.c.yaml', 'a: x\n')
    const run = await publish(['-y', '--recursive', '--omit-extensions', 'd/sub'])
    expect(run.exit).toBe(1)
    expect(run.stderr).toMatch(/^sopskit: PUBLISH_FAILED: "d\/sub\/b\.c\.json" and/)
    expect(server.requests).toEqual([])
  })

  test('the first that fails ends it; a file without a rule does so before any', async () => {
    await writeFile(join(folder, 'd', 'a.yaml'), 'a: hunter2\n')
    const run = await publish(['-y', '--recursive', 'd'])
    expect(run.exit).toBe(1)
    expect(run.stderr).toMatch(/d\/a\.yaml": failed\nsopskit: METADATA_NOT_FOUND/)
    expect(written()).toEqual(['app/.env', 'app/Z.yaml'])
    await rules({ vault_path: 'app', path_regex: '^d/[.Za]' })
    expect((await publish(['-y', '--recursive', 'd'])).stderr).toMatch(/NO_MATCHING_RULE/)
    expect(written()).toHaveLength(2)
  })

  test('a link to a file is followed, one to a folder cannot be read', async () => {
    await symlink(join(folder, 'e.yaml'), join(folder, 'd', 'sub', 'l.yaml'))
    expect((await publish(['-y', '--recursive', 'd/sub'])).exit).toBe(0)
    expect(written()).toEqual(['app/b.c.json', 'app/l.yaml'])
    await symlink(join(folder, 'd', 'sub'), join(folder, 'd', 'l'))
    expect(await publish(['-y', '--recursive', 'd'])).toMatchObject({ exit: 2 })
  })

  test('a file with the flag keeps its name', async () => {
    expect((await publish(['-y', '--recursive', './e.yaml'])).exit).toBe(0)
    expect(written()).toEqual(['app/e.yaml'])
  })
})

describe('what goes wrong (CLI-110, table P)', () => {
  test.each<[string, readonly string[], number, RegExp]>([
    ['no file', [], 100, /NO_FILE/],
    ['a missing file', ['-y', 'missing'], 1, /FILE_NOT_FOUND/],
    ['a missing file counts first', ['--decryption-order', 'age,age', 'm'], 1, /FILE_NOT_FOUND/],
    ['an order with twice the same', ['--decryption-order', 'age,age', 'e.yaml'], 112, /DUPLICATE/],
    ['clear text', ['-y', '.sops.yaml'], 1, /METADATA_NOT_FOUND/],
    ['no key service', ['--enable-local-keyservice=false', 'e.yaml'], 128, /DATA_KEY_UNAVAILABLE/],
  ])('%s', async (_, argv, exit, said) => {
    const run = await publish(argv)
    expect(run).toMatchObject({ exit, stdout: '' })
    expect(run.stderr).toMatch(said)
    expect(server.requests).toEqual([])
  })

  test('no configuration (CFG-008)', async () => {
    const other = await temporaryFolder()
    await encryptedFile(other, 'e.yaml', 'a: x\n')
    const run = await sopskit(other, ['publish', 'e.yaml'])
    expect(run.exit).toBe(1)
    expect(run.stderr).toMatch(/^sopskit: CONFIG_UNREADABLE: .*destination_rules/)
  })

  test.each<[object[], RegExp]>([
    [[], /NO_MATCHING_RULE/],
    [[{ path_regex: '^x', s3_bucket: 'b' }], /NO_MATCHING_RULE/],
    [[{ s3_bucket: 'b', vault_path: 'c' }], /CONFIG_INVALID: .*more than one.*line 1/],
    [[{ s3_prefix: 'b' }], /CONFIG_INVALID: .*no destination/],
    [[{ path_regex: '(?!x)', s3_bucket: 'b' }], /CONFIG_INVALID: path_regex/],
  ])('rules %j', async (list, said) => {
    await rules(...list)
    const run = await publish(['-y', 'e.yaml'])
    expect(run).toMatchObject({ exit: 1, stdout: '' })
    expect(run.stderr).toMatch(said)
  })

  test('the path is matched as it is typed', async () => {
    await rules(
      { path_regex: '^\\./', vault_path: 'dotted' },
      { path_regex: '^e', vault_path: 'bare' },
    )
    expect((await publish(['-y', './e.yaml'])).exit).toBe(0)
    expect((await publish(['-y', 'e.yaml'])).exit).toBe(0)
    expect((await publish(['-y', join(folder, 'e.yaml')])).stderr).toMatch(/NO_MATCHING_RULE/)
    expect(written()).toEqual(['dotted/e.yaml', 'bare/e.yaml'])
  })

  test('no identity, and a destination that refuses', async () => {
    expect(await publish(['-y', 'e.yaml'], '', { SOPS_AGE_KEY: '' })).toMatchObject({ exit: 128 })
    server = await recordingServer(() => ({ status: 403, body: { errors: ['hunter2'] } }))
    const run = await publish(['-y', 'e.yaml'])
    expect(run).toMatchObject({ exit: 1, stdout: '' })
    expect(run.stderr).toMatch(/^sopskit: PERMISSION_DENIED: /)
    expect(run.stderr).toContain('refused the credentials')
    expect(run.stderr).not.toContain('hunter2')
    const without = await publish(['-y', 'e.yaml'], '', { VAULT_TOKEN: '' })
    expect(without).toMatchObject({ exit: 1, stdout: '' })
    expect(without.stderr).toMatch(/sopskit: PERMISSION_DENIED: .*none was found in VAULT_TOKEN/)
    expect(without.stderr).not.toContain('hunter2')
  })

  test('no token, where the server wants none', async () => {
    expect(await publish(['-y', 'e.yaml'], '', { VAULT_TOKEN: '' })).toMatchObject({ exit: 0 })
    expect(written()).toEqual(['app/e.yaml'])
  })

  test('the help names where it goes and with what', async () => {
    const { stdout } = await sopskit(folder, ['help', 'publish'])
    for (const name of ['destination_rules', '.sops.yaml', 'VAULT_ADDR', 'VAULT_TOKEN']) {
      expect(stdout).toContain(name)
    }
  })
})
