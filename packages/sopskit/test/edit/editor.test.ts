import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { findEditor } from '../../src/edit/find-editor.ts'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { encrypted } from '../exec/encrypted.ts'
import { expectError } from '../support/expect-error.ts'
import { type Desk, makeDesk } from './desk.ts'

let desk: Desk
let before: string

beforeEach(async () => {
  desk = await makeDesk()
  before = Buffer.from(await encrypted('password: hunter2\n', 'yaml')).toString()
  await writeFile(join(desk.folder, 'x.yaml'), before)
})

const find = (env: Readonly<Record<string, string>>) =>
  findEditor({ env, platform: 'linux', fileSystem: nodeFileSystem })

describe('the editor (CLI-071)', () => {
  test('is that of SOPS_EDITOR before that of EDITOR, when it is not empty', async () => {
    const both = { SOPS_EDITOR: '/bin/ed -a', EDITOR: '/bin/other "b c"' }
    expect(await find(both)).toEqual({ program: '/bin/ed', args: ['-a'] })
    const one = { program: '/bin/other', args: ['b c'] }
    expect(await find({ ...both, SOPS_EDITOR: '' })).toEqual(one)
  })

  test('is else vim, nano or vi, in this order', async () => {
    const PATH = join(desk.folder, 'bin')
    await mkdir(PATH)
    for (const name of ['vi', 'nano', 'vim']) {
      await writeFile(join(PATH, name), '#!/bin/sh\n')
      await chmod(join(PATH, name), 0o755)
      expect(await find({ PATH, EDITOR: '' })).toEqual({ program: join(PATH, name), args: [] })
    }
  })

  const bin = 'bin'
  test.each([
    ['no editor at all', { PATH: '/nonexistent' }],
    ['one that is not there', { PATH: '/nonexistent', EDITOR: 'sopskit-no-such-editor' }],
    ['an open quote', { EDITOR: "/bin/ed 'x" }],
    ['nothing but blanks, for which sops runs the plain file', { EDITOR: '  ' }],
    ['nothing but a comment', { SOPS_EDITOR: '# ed', EDITOR: '/bin/ed' }],
    ['an empty word', { EDITOR: "''" }],
    ['one in a relative folder of PATH', { PATH: bin, EDITOR: 'ed' }],
    ['the usual ones in a relative folder of PATH', { PATH: bin }],
  ])('is not found: %s', async (_, env) => {
    await mkdir(join(desk.folder, bin))
    for (const name of ['ed', 'vi']) {
      await writeFile(join(desk.folder, bin, name), '#!/bin/sh\n')
      await chmod(join(desk.folder, bin, name), 0o755)
    }
    const here = process.cwd()
    process.chdir(desk.folder)
    try {
      const error = await expectError('EDITOR_FAILED', () => find(env))
      expect(exitCodeOf(error.code, {})).toBe(201)
    } finally {
      process.chdir(here)
    }
  })
})

describe('an editor that fails leaves the file as it was (CLI-072)', () => {
  test.each([
    ['with a status', 'echo "b: 2" >> $f; exit 3', 'status 3'],
    ['through a signal', 'echo "b: 2" >> $f; kill -9 $$', 'SIGKILL'],
  ])('%s', async (_, run, how) => {
    const error = await expectError('EDITOR_FAILED', () => desk.edit('x.yaml', [run]))
    expect(error.message).toContain(how)
    expect(await desk.written('x.yaml')).toBe(before)
    expect(await desk.leftovers()).toEqual([])
  })

  test('because it cannot be started', async () => {
    const start = () => Promise.reject(Object.assign(new Error('hunter2'), { code: 'EACCES' }))
    const surroundings = { start }
    const error = await expectError('EDITOR_FAILED', () =>
      desk.edit('x.yaml', ['true'], { surroundings }),
    )
    expect(error.message).not.toContain('hunter2')
    expect(await desk.leftovers()).toEqual([])
  })

  test('because it removes the text, which is exit 2 (CLI-073)', async () => {
    const error = await expectError('FILE_UNREADABLE', () => desk.edit('x.yaml', ['rm $f']))
    expect(exitCodeOf(error.code, {})).toBe(2)
    expect(await desk.written('x.yaml')).toBe(before)
  })
})
