import { mkdir, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { searchConfig } from '../../src/config/find-config.ts'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { findConfig } from '../../src/index.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let folder: string
let cwd: string

beforeEach(async () => {
  folder = await realpath(await temporaryFolder())
  cwd = join(folder, 'a', 'b')
  await mkdir(cwd, { recursive: true })
})

const search = (start = cwd) => searchConfig(start, nodeFileSystem)

async function put(...parts: readonly string[]): Promise<string> {
  const path = join(folder, ...parts)
  await writeFile(path, '')
  return path
}

describe('the nearest .sops.yaml', () => {
  test.each([['a', 'b'], ['a'], []])('in %s %s (CFG-002, UT-01)', async (...place) => {
    const path = await put(...place, '.sops.yaml')
    const file = { path, directory: join(folder, ...place) }
    expect(await search()).toEqual({ file, ignored: undefined })
    expect(await findConfig(cwd)).toBe(path)
  })

  test('of several the nearest, and none below', async () => {
    await put('.sops.yaml')
    const path = await put('a', '.sops.yaml')
    await mkdir(join(cwd, 'c'))
    await put('a', 'b', 'c', '.sops.yaml')
    expect((await search()).file?.path).toBe(path)
  })

  test('none', async () => {
    expect(await search()).toEqual({ file: undefined, ignored: undefined })
    expect(await findConfig(cwd)).toBeUndefined()
  })

  test('a folder of that name is found, a link that leads nowhere is not (CFG-004)', async () => {
    await mkdir(join(folder, '.sops.yaml'))
    await symlink('missing', join(cwd, '.sops.yaml'))
    expect((await search()).file?.path).toBe(join(folder, '.sops.yaml'))
  })

  test('at most 100 directories are looked into (CFG-003)', async () => {
    const names = Array.from({ length: 99 }, () => 'd')
    const deep = join(folder, ...names)
    await mkdir(join(deep, 'e'), { recursive: true })
    await put('.sops.yaml')
    expect((await search(deep)).file?.directory).toBe(folder)
    expect((await search(join(deep, 'e'))).file).toBeUndefined()
  })
})

describe('a .sops.yml (CFG-001, CFG-005)', () => {
  test('is never used, and the first one is told', async () => {
    const first = await put('a', 'b', '.sops.yml')
    await put('a', '.sops.yml')
    expect(await search()).toEqual({ file: undefined, ignored: first })
    const path = await put('.sops.yaml')
    expect(await search()).toMatchObject({ file: { path }, ignored: first })
    expect(await findConfig(cwd)).toBe(path)
  })

  test('beside the .sops.yaml that is used or above it is not told', async () => {
    await put('a', 'b', '.sops.yml')
    await put('.sops.yml')
    await put('a', 'b', '.sops.yaml')
    expect((await search()).ignored).toBeUndefined()
    await rm(join(cwd, '.sops.yaml'))
    expect((await search()).ignored).toBe(join(cwd, '.sops.yml'))
  })
})

test('from a directory that is not there the search goes on above', async () => {
  const path = await put('.sops.yaml')
  expect(await findConfig(join(folder, 'missing', 'too'))).toBe(path)
})

test('behind a link the way up is that of the file system, and paths go by the name (CFG-033)', async () => {
  await symlink(cwd, join(folder, 'link'))
  const path = await put('a', '.sops.yaml')
  const { file } = await search(join(folder, 'link'))
  expect(file).toEqual({ path, directory: folder })
})
