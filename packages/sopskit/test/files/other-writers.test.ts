import { spawnSync } from 'node:child_process'
import { mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeUtf8, isSopsError } from '@sopskit/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { atomicWrite } from '../../src/files/atomic-write.ts'
import { type FileSystem, nodeFileSystem } from '../../src/files/file-system.ts'
import {
  formatTemporaryName,
  newTemporaryFile,
  parseTemporaryName,
  type TemporaryName,
} from '../../src/files/temporary-name.ts'
import { expectError } from '../support/expect-error.ts'
import { namesIn, temporaryFolder } from '../support/temporary-folder.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await temporaryFolder()
  file = join(folder, 'file')
  await writeFile(file, 'old')
})

const text = (path: string) => readFile(path, 'utf8')
const write = (data: string, replaces?: string, fileSystem: FileSystem = nodeFileSystem) =>
  atomicWrite(file, encodeUtf8(data), {
    fileSystem,
    replaces: replaces === undefined ? undefined : encodeUtf8(replaces),
  })

describe('what a file must still hold', () => {
  test('it does', async () => {
    await write('new', 'old')
    expect(await text(file)).toBe('new')
  })

  test('somebody else changed it', async () => {
    await writeFile(file, 'theirs')
    const error = await expectError('FILE_CHANGED', () => write('new', 'old'))
    expect(error.message).toContain(JSON.stringify(file))
    expect(await text(file)).toBe('theirs')
    expect(await namesIn(folder)).toEqual(['file'])
  })

  test('somebody else changed it at the last moment', async () => {
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      readdir: async (path) => {
        await writeFile(file, 'theirs')
        return nodeFileSystem.readdir(path)
      },
    }
    await expectError('FILE_CHANGED', () => write('new', 'old', fileSystem))
    expect(await text(file)).toBe('theirs')
    expect(await namesIn(folder)).toEqual(['file'])
  })

  test('it is gone, and does not come back', async () => {
    await nodeFileSystem.unlink(file)
    await expectError('FILE_CHANGED', () => write('new', 'old'))
    expect(await namesIn(folder)).toEqual([])
  })

  test('its link leads somewhere else now', async () => {
    const link = join(folder, 'link')
    await writeFile(join(folder, 'other'), 'other')
    await symlink('other', link)
    const options = { fileSystem: nodeFileSystem, replaces: encodeUtf8('old') }
    await expectError('FILE_CHANGED', () => atomicWrite(link, encodeUtf8('new'), options))
    expect(await text(join(folder, 'other'))).toBe('other')
  })

  test('of many writers at once none loses what it wrote', async () => {
    await writeFile(file, '')
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, n) => addLine(`${n}`)))
    const added = outcomes.flatMap((line) => line ?? [])
    expect(added.length).toBeGreaterThan(0)
    expect((await text(file)).split('\n').filter((line) => line !== '')).toEqual(
      expect.arrayContaining(added),
    )
    expect(await namesIn(folder)).toEqual(['file'])
  })

  test('of many writers that begin again all get through', async () => {
    await writeFile(file, '')
    const lines = Array.from({ length: 12 }, (_, n) => `${n}`)
    await Promise.all(
      lines.map(async (line) => {
        while ((await addLine(line)) === undefined);
      }),
    )
    expect((await text(file)).trim().split('\n').toSorted()).toEqual(lines.toSorted())
    expect(await namesIn(folder)).toEqual(['file'])
  })
})

/** Adds a line to the file and gives it; `undefined` when somebody else was faster. */
async function addLine(line: string): Promise<string | undefined> {
  const before = await text(file)
  try {
    await write(`${before}${line}\n`, before)
    return line
  } catch (error) {
    if (isSopsError(error, 'FILE_CHANGED')) return undefined
    throw error
  }
}

/** A process that is over. */
const { pid: gone } = spawnSync(process.execPath, ['-e', ''])

/** Puts a file into the folder as a writer of `file` would have left it there. */
async function left(changes: Partial<TemporaryName>, hoursAgo = 0): Promise<string> {
  const { name } = await newTemporaryFile(file, nodeFileSystem)
  const path = formatTemporaryName({ ...name, ...changes })
  await writeFile(join(folder, path), 'left behind')
  const time = new Date(Date.now() - hoursAgo * 3_600_000)
  await utimes(join(folder, path), time, time)
  return path
}

describe('what other writers left in the folder', () => {
  test.each(['tmp', 'claim'] as const)('goes when its process is gone: %s', async (state) => {
    await left({ pid: gone, state })
    await write('new', 'old')
    expect(await namesIn(folder)).toEqual(['file'])
    expect(await text(file)).toBe('new')
  })

  test('goes after a day, whoever it was', async () => {
    await left({ pid: process.pid, state: 'claim' }, 25)
    await left({ host: '00000000', state: 'claim' }, 25)
    await write('new', 'old')
    expect(await namesIn(folder)).toEqual(['file'])
  })

  test('stays while its process runs, and is in nobody’s way', async () => {
    const name = await left({ pid: process.pid })
    await write('new', 'old')
    expect(await namesIn(folder)).toEqual([name, 'file'])
  })

  test('stays when it is of another machine', async () => {
    const name = await left({ pid: gone, host: '00000000' })
    await write('new', 'old')
    expect(await namesIn(folder)).toEqual([name, 'file'])
  })

  test('stays when it is for another file', async () => {
    const name = await left({ pid: gone, target: '000000000000' })
    await write('new', 'old')
    expect(await namesIn(folder)).toEqual([name, 'file'])
  })

  test('stays when it is no regular file', async () => {
    const { name } = await newTemporaryFile(file, nodeFileSystem)
    const names = ['1', '2'].map((digit) =>
      formatTemporaryName({ ...name, pid: gone, random: digit.repeat(16) }),
    )
    const [link = '', directory = ''] = names
    await symlink('file', join(folder, link))
    await mkdir(join(folder, directory))
    await write('new', 'old')
    expect(await namesIn(folder)).toEqual([link, directory, 'file'])
    expect(await text(file)).toBe('new')
  })

  test('stays when it belongs to another user', async () => {
    const name = await left({ pid: gone })
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      lstat: async (path) => {
        const { mode, gid, dev, ino, mtimeMs } = await nodeFileSystem.lstat(path)
        return { mode, uid: 4001, gid, dev, ino, mtimeMs, isFile: () => true }
      },
    }
    await write('new', 'old', fileSystem)
    expect(await namesIn(folder)).toEqual([name, 'file'])
  })
})

describe('another writer that is about to replace the file', () => {
  test('keeps a careful one from it', async () => {
    const name = await left({ state: 'claim' })
    await expectError('FILE_CHANGED', () => write('new', 'old'))
    expect(await namesIn(folder)).toEqual([name, 'file'])
    expect(await text(file)).toBe('old')
  })

  test('of another machine does so for a minute', async () => {
    await left({ host: '00000000', state: 'claim' })
    await expectError('FILE_CHANGED', () => write('new', 'old'))
    await nodeFileSystem.unlink(join(folder, (await namesIn(folder))[0] ?? ''))
    await left({ host: '00000000', state: 'claim' }, 1)
    await write('new', 'old')
    expect(await text(file)).toBe('new')
  })

  test('is waited for', async () => {
    const name = await left({ state: 'claim' })
    const done = write('new', 'old')
    await new Promise((resolve) => setTimeout(resolve, 60))
    await nodeFileSystem.unlink(join(folder, name))
    await done
    expect(await text(file)).toBe('new')
  })

  test('does not stop one that replaces whatever there is', async () => {
    const name = await left({ state: 'claim' })
    await write('new')
    expect(await text(file)).toBe('new')
    expect(await namesIn(folder)).toEqual([name, 'file'])
  })

  test('is not waited for after the signal', async () => {
    const name = await left({ state: 'claim' })
    const stop = new AbortController()
    const options = { fileSystem: nodeFileSystem, signal: stop.signal }
    const done = expectError('ABORTED', () => atomicWrite(file, encodeUtf8('new'), options))
    setTimeout(() => stop.abort(), 60)
    await done
    expect(await namesIn(folder)).toEqual([name, 'file'])
    expect(await text(file)).toBe('old')
  })
})

test('a folder that cannot be listed is written to all the same', async () => {
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    readdir: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })),
  }
  await write('new', 'old', fileSystem)
  expect(await text(file)).toBe('new')
})

describe('the name of a temporary file', () => {
  test('comes back from its text', async () => {
    const { name } = await newTemporaryFile('/somewhere/file', nodeFileSystem)
    expect(parseTemporaryName(formatTemporaryName(name))).toEqual(name)
  })

  test.each([
    'file',
    '.sopskit-x.tmp',
    '.sopskit-0123456789ab-01234567-0-0123456789abcdef.tmp',
    '.sopskit-0123456789ab-01234567-17-0123456789abcdef.tmp.bak',
    'x.sopskit-0123456789ab-01234567-17-0123456789abcdef.tmp',
  ])('is none: %s', (name) => {
    expect(parseTemporaryName(name)).toBeUndefined()
  })
})
