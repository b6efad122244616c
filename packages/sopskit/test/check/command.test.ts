import { realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { sopskit } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { cleanTwin, type Files, first, sealed, secretManifest } from './clean-twin.ts'
import { git } from './git-repository.ts'
import { writeFiles } from './write-files.ts'

const clean = await cleanTwin()
const env = { ...process.env, SOPS_AGE_KEY: '' }

async function folderWith(files: Files): Promise<string> {
  const folder = await realpath(await temporaryFolder())
  await writeFiles(folder, files)
  return folder
}

const check = (folder: string, ...flags: readonly string[]) =>
  sopskit(folder, ['check', ...flags], { env })

describe('check ends with', () => {
  test('0 where nothing is found', async () => {
    const folder = await folderWith(clean)
    const count = Object.keys(clean).length
    expect(await check(folder)).toEqual({
      exit: 0,
      stdout: `${count} files checked: nothing found.\n`,
      stderr: '',
    })
  })

  test('1 for errors, each with its place and key', async () => {
    const folder = await folderWith({ 'a.yaml': secretManifest('a') })
    const { exit, stdout, stderr } = await check(folder)
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' })
    expect(stdout).toMatch(
      /^a\.yaml:8:5: error PLAIN_SECRET \["data"\]\["password"\]: .*\n1 file checked: 1 error\.\n$/,
    )
  })

  test('0 for warnings, and 1 for them with --strict', async () => {
    const text = clean['secrets/app.yaml'] ?? ''
    const folder = await folderWith({ 'a.yaml': `added: ""\n${text}` })
    const { exit, stdout } = await check(folder)
    expect(exit).toBe(0)
    expect(stdout).toMatch(/^a\.yaml:1:1: warning EMPTY_VALUE .*\n1 file checked: 1 warning\.\n$/)
    expect((await check(folder, '--strict')).exit).toBe(1)
  })

  test('2 for a configuration that cannot be used, once, and all else is checked', async () => {
    const config = `creation_rules:\n  - path_regx: x\n    age: ${first}\n`
    const folder = await folderWith({
      '.sops.yaml': config,
      'a.yaml': secretManifest('a'),
      'b.yaml': clean['secrets/app.yaml'] ?? '',
    })
    const { exit, stdout } = await check(folder)
    expect(exit).toBe(2)
    expect(stdout.match(/not checked CONFIG_INVALID/g)).toHaveLength(1)
    expect(stdout).toContain('3 files checked: 1 error; 1 could not be checked.')
  })

  test('2 for a rule of a pattern that is none (CFG-052)', async () => {
    const config = `creation_rules:\n  - age: ${first}\n    encrypted_regex: ^(?!public)\n`
    const folder = await folderWith({ '.sops.yaml': config, 'a.yaml': 'a: b\n' })
    const { exit, stdout } = await check(folder)
    expect(exit).toBe(2)
    expect(stdout).toContain('.sops.yaml: not checked INVALID_REGEX')
  })

  test('2 for a file that cannot be read', async () => {
    const folder = await folderWith({ 'a.yaml': 'a: b\n', 'b.yaml': secretManifest('b') })
    const readFile = async (path: string): Promise<Uint8Array> => {
      if (path.endsWith('a.yaml')) throw Object.assign(new Error('x'), { code: 'EACCES' })
      return nodeFileSystem.readFile(path)
    }
    const fileSystem = { ...nodeFileSystem, readFile }
    const { exit, stdout } = await sopskit(folder, ['check'], { env, fileSystem })
    expect(exit).toBe(2)
    expect(stdout).toMatch(/^b\.yaml.*PLAIN_SECRET.*\na\.yaml: not checked FILE_UNREADABLE/m)
  })

  test.each([
    ['an unknown flag', ['--bogus'], 'USAGE'],
    ['a format that there is none of', ['--format', 'saarif'], 'USAGE'],
    ['a configuration that is missing', ['--config', 'none.yaml'], 'CONFIG_UNREADABLE'],
    ['what is staged without Git', ['--staged'], 'USAGE'],
  ])('2 for %s', async (_, flags, code) => {
    const folder = await folderWith({ 'a.yaml': 'a: b\n' })
    const { exit, stdout, stderr } = await sopskit(folder, ['check', ...flags], {
      env: { ...env, GIT_CEILING_DIRECTORIES: join(folder, '..') },
    })
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^sopskit: ${code}: `))
  })

  test('2 for what is too large to be looked into, and 0 for a template', async () => {
    const deep = `{"kind": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    const { exit, stdout } = await check(await folderWith({ 'a.json': deep }))
    expect(exit).toBe(2)
    expect(stdout).toMatch(/^a\.json:\S+ not checked LIMIT_EXCEEDED/)
    const template = 'kind: Secret\ndata: {{ .Values.a }}: {{ b }}\n'
    expect((await check(await folderWith({ 'a.yaml': template }))).exit).toBe(0)
  })

  test('2 for a path that is missing', async () => {
    const { exit, stdout } = await check(await folderWith({}), 'none.yaml')
    expect(exit).toBe(2)
    expect(stdout).toContain('none.yaml: not checked FILE_NOT_FOUND')
  })
})

describe('check takes', () => {
  test('files, folders and patterns, and each once', async () => {
    const plain = secretManifest('a')
    const folder = await folderWith({ 'a.yaml': plain, 'b/c.yaml': plain, 'b/d/e.yaml': plain })
    const paths = async (...words: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await check(folder, '--format', 'json', ...words)
      const report: unknown = JSON.parse(stdout)
      return (report as { findings: { path: string }[] }).findings.map(({ path }) => path)
    }
    expect(await paths('a.yaml', 'a.yaml')).toEqual(['a.yaml'])
    expect(await paths('b')).toEqual(['b/c.yaml', 'b/d/e.yaml'])
    expect(await paths('b/*.yaml')).toEqual(['b/c.yaml'])
    expect(await paths('b', '.')).toEqual(['a.yaml', 'b/c.yaml', 'b/d/e.yaml'])
  })

  test('away what --exclude matches', async () => {
    const plain = secretManifest('a')
    const names = ['a.yaml', 'b/c.yaml', 'b/d/e.yaml', 'b/d/f.yml', 'keys/.hidden/g.yaml']
    const folder = await folderWith(Object.fromEntries(names.map((name) => [name, plain])))
    const left = async (...patterns: readonly string[]): Promise<readonly string[]> => {
      const flags = patterns.flatMap((pattern) => ['--exclude', pattern])
      const { stdout } = await check(folder, ...flags)
      return [...stdout.matchAll(/^(\S+\.ya?ml):/gm)].map(([, name = '']) => name)
    }
    expect(await left()).toEqual(names)
    expect(await left('b')).toEqual(['a.yaml', 'keys/.hidden/g.yaml'])
    expect(await left('./b/d/', 'keys')).toEqual(['a.yaml', 'b/c.yaml'])
    expect(await left('**/*.yaml')).toEqual(['b/d/f.yml'])
    expect(await left('b/*.yaml')).toEqual(names.filter((name) => name !== 'b/c.yaml'))
    expect(await left('*/{c,d}*', '')).toEqual(['a.yaml', 'keys/.hidden/g.yaml'])
    expect(await left('yaml', 'd')).toEqual(names)
  })

  test('a configuration for all files with --config', async () => {
    const folder = await folderWith({
      'a.txt': 'sesame',
      'other.yaml': `creation_rules:\n  - path_regex: a\\.txt$\n    age: ${first}\n`,
    })
    expect((await check(folder)).exit).toBe(0)
    const { exit, stdout } = await check(folder, '--config', 'other.yaml')
    expect(exit).toBe(1)
    expect(stdout).toContain('a.txt: error NOT_ENCRYPTED')
  })

  test('the nearest configuration above each file, also above the checked folder', async () => {
    const rule = `creation_rules:\n  - path_regex: \\.txt$\n    age: ${first}\n`
    const folder = await folderWith({ '.sops.yaml': rule, 'a/b/c.txt': 'sesame' })
    const { exit, stdout } = await check(join(folder, 'a', 'b'))
    expect(exit).toBe(1)
    expect(stdout).toContain('c.txt: error NOT_ENCRYPTED')
  })
})

describe('in a work tree of Git, check', () => {
  async function repository(files: Files): Promise<string> {
    const folder = await folderWith(files)
    git(folder, 'init', '-q')
    return folder
  }

  test('leaves out what is ignored, and takes what is new', async () => {
    const plain = secretManifest('a')
    const folder = await repository({
      '.gitignore': 'ignored/\n',
      'ignored/a.yaml': plain,
      'new.yaml': plain,
      'gone.yaml': plain,
    })
    git(folder, 'add', 'gone.yaml')
    await rm(join(folder, 'gone.yaml'))
    const { stdout } = await check(folder)
    expect(stdout).toMatch(/^new\.yaml/)
    expect(stdout).toContain('2 files checked: 1 error.')
    expect((await check(folder, 'ignored')).stdout).toContain('ignored/a.yaml')
  })

  test('with --staged reads what the commit will hold, and nothing else', async () => {
    const plain = secretManifest('a')
    const sealedText = clean['secrets/app.yaml'] ?? ''
    const folder = await repository({
      '.sops.yaml': clean['.sops.yaml'] ?? '',
      'secrets/app.yaml': plain,
      'secrets/new.yaml': sealedText,
      'other.yaml': plain,
    })
    git(folder, 'add', '.sops.yaml', 'secrets')
    // What lies in the folder is good, and what is staged is not; and the other way round.
    await writeFile(join(folder, 'secrets', 'app.yaml'), sealedText)
    await writeFile(join(folder, 'secrets', 'new.yaml'), 'a: sesame\n')
    const { exit, stdout } = await check(folder, '--staged')
    expect(exit).toBe(1)
    expect(stdout).toMatch(/^secrets\/app\.yaml:8:5: error PLAIN_SECRET /)
    expect(stdout).toContain('3 files checked: 1 error.')
    const inFolder = await check(join(folder, 'secrets'), '--staged')
    expect(inFolder.stdout).toMatch(/^app\.yaml:8:5: error PLAIN_SECRET /)
    expect((await check(folder, '--staged', 'secrets/new.yaml')).exit).toBe(0)
    git(folder, 'add', 'secrets/app.yaml')
    git(folder, 'commit', '-qm', 'x')
    const after = await check(folder, '--staged')
    expect(after).toEqual({ exit: 0, stdout: '0 files checked: nothing found.\n', stderr: '' })
  })

  test('with --staged follows the configuration of the index', async () => {
    const folder = await repository({
      '.sops.yaml': `creation_rules:\n  - path_regex: a\n    age: ${first}\n`,
      'a.txt': 'sesame',
    })
    git(folder, 'add', '.sops.yaml', 'a.txt')
    expect((await check(folder, '--staged')).exit).toBe(1)
    await writeFile(join(folder, '.sops.yaml'), `creation_rules:\n  - path_regex: b\n`)
    expect((await check(folder, '--staged')).exit).toBe(1)
    git(folder, 'add', '.sops.yaml')
    expect((await check(folder, '--staged')).exit).toBe(0)
  })

  test('with --staged a configuration that is not in the index is an error, once', async () => {
    const rules = `creation_rules:\n  - path_regex: a\n    age: ${first}\n`
    const folder = await repository({ '.sops.yaml': rules, 'd/a.txt': 'sesame', 'e/a.txt': 'x' })
    git(folder, 'add', 'd', 'e')
    const { exit, stdout } = await check(folder, '--staged')
    expect(exit).toBe(1)
    expect(stdout).toMatch(/^\.sops\.yaml: error CONFIG_NOT_STAGED: .*git add.*--config/)
    expect(stdout).toContain('2 files checked: 1 error.')
    expect((await check(join(folder, 'd'), '--staged')).stdout).toMatch(
      /^\.\.\/\.sops\.yaml: error/,
    )
    const named = await check(folder, '--staged', '--config', '.sops.yaml')
    expect(named.stdout).not.toContain('CONFIG_NOT_STAGED')
    expect(named.stdout).toContain('d/a.txt: error NOT_ENCRYPTED')
    // One that is nearer counts, and nothing above it.
    await writeFiles(folder, { 'd/.sops.yaml': 'creation_rules: []\n' })
    git(folder, 'add', 'd')
    git(folder, 'rm', '-q', '--cached', 'e/a.txt')
    expect((await check(folder, '--staged')).exit).toBe(0)
    await writeFiles(folder, { 'e/.sops.yaml': rules, 'e/f/b.txt': 'x' })
    git(folder, 'add', '.sops.yaml', 'e/f/b.txt')
    expect((await check(folder, '--staged')).stdout).toMatch(/^e\/\.sops\.yaml: error CONFIG_NOT/)
    git(folder, 'commit', '-qm', 'x')
    expect((await check(folder, '--staged')).exit).toBe(0)
  })

  test('with --staged a configuration that is only intended for the index does not count', async () => {
    const rules = `creation_rules:\n  - path_regex: a\n    age: ${first}\n`
    const folder = await repository({ '.sops.yaml': rules, 'a.txt': 'sesame' })
    git(folder, 'add', 'a.txt')
    git(folder, 'add', '--intent-to-add', '.sops.yaml')
    const { exit, stdout } = await check(folder, '--staged')
    expect(exit).toBe(1)
    expect(stdout).toMatch(/^\.sops\.yaml: error CONFIG_NOT_STAGED: /)
  })

  test('with --staged does not take a failing git for an empty list', async () => {
    const folder = await repository({ 'a.txt': 'x' })
    git(folder, 'add', '.')
    await writeFile(join(folder, '.git', 'index'), 'broken')
    const { exit, stderr } = await check(folder, '--staged')
    expect(exit).toBe(2)
    expect(stderr).toMatch(/^sopskit: FILE_UNREADABLE: git /)
  })
})

describe('check --decrypt', () => {
  const files: Files = { 'secrets/app.yaml': clean['secrets/app.yaml'] ?? '' }
  const decrypt = (folder: string) => sopskit(folder, ['check', '--decrypt'])

  test('verifies the MAC of every file (FLX-086)', async () => {
    const text = files['secrets/app.yaml'] ?? ''
    const folder = await folderWith({ ...files, 'b.yaml': text.replace(/^ {4}port: .*\n/m, '') })
    expect((await check(folder)).exit).toBe(0)
    const { exit, stdout } = await decrypt(folder)
    expect(exit).toBe(1)
    expect(stdout).toMatch(/^b\.yaml: error DECRYPTION_FAILED: MAC_MISMATCH: /)
    expect(stdout).toContain('2 files checked: 1 error.')
  })

  test('finds a value that was moved, with its key', async () => {
    const text = files['secrets/app.yaml'] ?? ''
    const folder = await folderWith({ 'b.yaml': text.replace('password:', 'renamed:') })
    const { exit, stdout } = await decrypt(folder)
    expect(exit).toBe(1)
    expect(stdout).toMatch(
      /^b\.yaml:2:5: error DECRYPTION_FAILED \["db"\]\["renamed"\]: VALUE_TAMPERED: /,
    )
  })

  test('cannot check without a key', async () => {
    const folder = await folderWith(files)
    const { exit, stdout } = await check(folder, '--decrypt')
    expect(exit).toBe(2)
    const opening = 'The data key that this file is encrypted with could not be recovered.'
    const line = `secrets/app.yaml: not checked DATA_KEY_UNAVAILABLE: ${opening}`
    expect(stdout.split('\n')).toContain(line)
    const github = await check(folder, '--decrypt', '--format', 'github')
    expect(github.stdout).toContain(`title=not checked%3A DATA_KEY_UNAVAILABLE::${opening}\n`)
    for (const format of ['json', 'sarif']) {
      const whole = await check(folder, '--decrypt', '--format', format)
      expect(whole.stdout).toContain(`${opening}\\n\\nGroup 0: FAILED`)
    }
  })

  test('knows what Kubernetes takes in a Secret (FLX-043, FLX-088)', async () => {
    const manifest = `apiVersion: v1\nkind: Secret\nmetadata: {name: a}
data: {good: aHVudGVyMg==, bad: hunter2}\nstringData: {text: hunter2, number: 5432}\n`
    const rule = { encryptedRegex: '^(data|stringData)$' }
    const folder = await folderWith({
      'a.yaml': await sealed(manifest, { recipients: first, ...rule }),
    })
    expect((await check(folder)).exit).toBe(0)
    const { exit, stdout } = await decrypt(folder)
    expect(exit).toBe(1)
    expect(stdout).toContain('error INVALID_BASE64 ["data"]["bad"]')
    expect(stdout).toContain('error NOT_A_STRING ["stringData"]["number"]')
    expect(stdout).toContain('1 file checked: 2 errors.')
    expect(stdout).not.toContain('hunter2')
  })
})

test('check shows how far it is on a terminal', async () => {
  const folder = await folderWith({ 'a.txt': 'x', 'b.txt': 'y' })
  const { stderr } = await sopskit(folder, ['check'], { env, messageColumns: 80 })
  expect(stderr).toContain('1/2')
  expect(stderr).toContain('2/2')
  expect(stderr.endsWith('\r\u{1b}[K')).toBe(true)
})
