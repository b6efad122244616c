import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SopsError } from '@sopskit/core'
import { testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { folderContent } from '../support/folder-content.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('information goes to standard output, with exit 0 (CLI-010, CLI-122)', () => {
  test.each([['--version'], ['-v'], ['-v', 'decrypt', 'missing']])('%j', async (...argv) => {
    const run = await sopskit('/', argv)
    expect(run).toMatchObject({ exit: 0, stderr: '' })
    expect(run.stdout).toMatch(/^sopskit \d+\.\d+\.\d+ \(compatible with sops \d+\.\d+\.\d+\)\n$/)
  })

  test.each([
    [['--help'], /^sopskit reads/],
    [['-h'], /^sopskit reads/],
    [['help'], /^sopskit reads/],
    [['help', 'encrypt'], /^Usage: sopskit encrypt/],
    [['h', 'decrypt'], /^Usage: sopskit decrypt/],
    [['decrypt', '-h'], /^Usage: sopskit decrypt/],
    [['decrypt', 'missing', '--help'], /^Usage: sopskit decrypt/],
  ])('%j', async (argv, start) => {
    const run = await sopskit('/', argv)
    expect(run).toMatchObject({ exit: 0, stderr: '' })
    expect(run.stdout).toMatch(start)
  })
})

describe('mistakes in the command line', () => {
  test('nothing at all (CLI-034)', async () => {
    const run = await sopskit('/', [])
    expect(run).toMatchObject({ exit: 100, stdout: '' })
    expect(run.stderr).toMatch(/^sopskit: NO_FILE: /)
    expect(run.stderr).toMatch(/\n {2}decrypt \[FILE\] .*decrypt a file\n/)
    expect(run.stderr).toContain('sopskit help COMMAND')
    const file = await sopskit('/', ['-d'])
    expect(file).toMatchObject({ exit: 100, stdout: '' })
    expect(file.stderr).toBe(
      'sopskit: NO_FILE: No file is named. Name one; see "sopskit help decrypt".\n',
    )
  })

  test('a mistyped command alone is a file to edit (CLI-001), and so is asked about', async () => {
    const run = await sopskit(await temporaryFolder(), ['decyrpt'])
    expect(run.exit).not.toBe(0)
    expect(run.stderr).toMatch(/\nDid you mean decrypt\?\n$/)
  })

  test.each([
    [['bogus', 'f']],
    [['-d', '-e', 'f']],
    [['groups', 'bogus']],
    [['--bogus']],
    [['help', 'bogus']],
  ])('%j: exit 1 and where to find help', async (argv) => {
    const run = await sopskit('/', argv)
    expect(run).toMatchObject({ exit: 1, stdout: '' })
    expect(run.stderr).toMatch(/^sopskit: USAGE: .*\nRun "sopskit --help"/)
  })

  test.each([
    [['keyservice', 'f'], 'keyservice'],
    [['decrypt', '--ouput', 'f'], 'decrypt'],
    [['groups', 'add', '--bogus'], 'groups add'],
  ])('%j: where to find the help of the command', async (argv, command) => {
    const { exit, stderr } = await sopskit('/', argv)
    expect(exit).toBe(1)
    expect(stderr).toMatch(/^sopskit: USAGE: /)
    expect(stderr).toContain(`\nRun "sopskit help ${command}" for`)
  })

  test('several words name themselves, and how a switch takes its value', async () => {
    const { stderr } = await sopskit('/', ['decrypt', '--ignore-mac', 'false', 'f'])
    expect(stderr).toContain('2 are named ("false", "f"). A switch takes its value behind =')
  })

  test('a command to be run that is not quoted', async () => {
    const { stderr } = await sopskit('/', ['exec-env', 'f', 'echo', 'x'])
    expect(stderr).toMatch(/^sopskit: USAGE: Expected: .*\. COMMAND is one argument: quote it\.\n/)
  })

  test('a variable that is no switch', async () => {
    const env = { SOPS_ENABLE_LOCAL_KEYSERVICE: 'x' }
    expect(await sopskit('/', ['decrypt', 'f'], { env })).toMatchObject({ exit: 1, stdout: '' })
  })
})

describe('messages', () => {
  test('name the file and the place in it', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'x.json'), '{\n  "a": oops\n}')
    const { stderr } = await sopskit(folder, ['encrypt', '--age', testRecipient(0), 'x.json'])
    expect(stderr).toMatch(/^sopskit: PARSE_FAILED: .* \(x\.json, line 2, column 8\)\n$/)
  })

  test('say how to name the format of what has no name', async () => {
    const folder = await temporaryFolder()
    const stdin = await encryptedFile(folder, 'x.yaml', 'a: x\n')
    await writeFile(join(folder, 'odd'), stdin)
    for (const words of [[], ['odd']]) {
      const run = await sopskit(folder, ['decrypt', ...words], { stdin })
      expect(run.exit).toBe(1)
      expect(run.stderr).toMatch(/PARSE_FAILED[^]*--input-type[^]*--filename-override/)
    }
    await writeFile(join(folder, 'odd.json'), stdin)
    const json = await sopskit(folder, ['decrypt', 'odd.json'])
    expect(json.stderr).toMatch(/PARSE_FAILED/)
    expect(json.stderr).not.toContain('--input-type')
  })

  test('name the key', async () => {
    const folder = await temporaryFolder()
    const text = await encryptedFile(folder, 'x.yaml', 'a:\n    "b c": x\n')
    const stdin = text.replace('data:', 'data:AAAA')
    const argv = ['decrypt', '--filename-override', 'x.yaml']
    const { stderr } = await sopskit(folder, argv, { stdin })
    expect(stderr).toMatch(/^sopskit: VALUE_TAMPERED: .* \(at \["a"\]\["b c"\]\)\n$/)
  })

  test('carry no control characters of a stranger', async () => {
    const folder = await temporaryFolder()
    const name = 'x\u001b[2J\u202e\r\n.yaml'
    const { stderr } = await sopskit(folder, ['decrypt', name])
    expect(stderr).not.toMatch(/[\u001b\u202e\r]/)
    expect(stderr.split('\n')).toHaveLength(2)
  })

  test('of an error that is none of ours tell nothing but its name', async () => {
    const fail = () => {
      throw new TypeError('fixture-secret')
    }
    const run = await sopskit('/', ['--version'], { writeStdout: fail })
    expect(run).toMatchObject({ exit: 1, stdout: '' })
    expect(run.stderr).toMatch(/^sopskit: failed unexpectedly with TypeError; .*\n$/)
    expect(run.stderr).not.toContain('fixture-secret')
  })
})

test('a standard output that takes nothing is an error', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'x.yaml'), 'a: 1\n')
  const writeStdout = () => Promise.reject(new SopsError('FILE_UNWRITABLE', 'Full.'))
  const argv = ['encrypt', '--age', testRecipient(0), 'x.yaml']
  const run = await sopskit(folder, argv, { writeStdout })
  expect(run).toMatchObject({ exit: 3, stdout: '' })
})

test('a command that is stopped touches nothing', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'x.yaml'), 'a: 1\n')
  const before = await folderContent(folder)
  const stop = new AbortController()
  const fileSystem = {
    ...nodeFileSystem,
    readFile: async (path: string) => {
      const bytes = await nodeFileSystem.readFile(path)
      stop.abort()
      return bytes
    },
  }
  const argv = ['encrypt', '--age', testRecipient(0), '-i', 'x.yaml']
  const run = await sopskit(folder, argv, { fileSystem, signal: stop.signal })
  expect(run.exit).toBe(1)
  expect(run.stderr).toMatch(/^sopskit: ABORTED: /)
  expect(await folderContent(folder)).toEqual(before)
})
