import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { findProgram } from '../../src/processes/find-program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let folder: string
const find = (name: string, ...folders: readonly string[]) =>
  findProgram(name, {
    env: { PATH: folders.join(delimiter) },
    platform: 'linux',
    fileSystem: nodeFileSystem,
  })

beforeEach(async () => {
  folder = await temporaryFolder()
  for (const name of ['plain', 'full', 'later']) await mkdir(join(folder, name))
  await writeFile(join(folder, 'plain', 'ed'), 'not executable')
  for (const name of ['full', 'later']) {
    await writeFile(join(folder, name, 'ed'), '#!/bin/sh\n')
    await chmod(join(folder, name, 'ed'), 0o755)
  }
  await mkdir(join(folder, 'plain', 'folder'))
})

describe('a program is looked for along PATH', () => {
  test('and the first that can be run is taken', async () => {
    const [plain = '', full = '', later = ''] = ['plain', 'full', 'later'].map((name) =>
      join(folder, name),
    )
    const found = await find('ed', join(folder, 'none'), plain, full, later)
    expect(found).toEqual({ kind: 'found', path: join(full, 'ed') })
  })

  test('and a folder, a missing one or an empty name are none', async () => {
    expect(await find('folder', join(folder, 'plain'))).toEqual({ kind: 'missing' })
    expect(await find('ed', join(folder, 'none'))).toEqual({ kind: 'missing' })
    expect(await find('', join(folder, 'full'))).toEqual({ kind: 'missing' })
    expect(await find('ed', '')).toEqual({ kind: 'missing' })
  })

  test('and one that a relative folder has first is not run (CLI-071)', async () => {
    const full = join(folder, 'full')
    const before = process.cwd()
    process.chdir(folder)
    try {
      expect(await find('ed', 'later', full)).toEqual({ kind: 'relative' })
      expect(await find('ed', full, 'later')).toEqual({ kind: 'found', path: join(full, 'ed') })
      process.chdir(full)
      expect(await find('ed', '', full)).toEqual({ kind: 'relative' })
    } finally {
      process.chdir(before)
    }
  })

  test('unless it is a path already', async () => {
    expect(await find('./ed', '')).toEqual({ kind: 'found', path: './ed' })
  })
})
