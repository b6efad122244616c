import { chmod, mkdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeUtf8 } from '@sopskit/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { atomicWrite } from '../../src/files/atomic-write.ts'
import { type FileSystem, nodeFileSystem, type OpenFile } from '../../src/files/file-system.ts'
import { boundFile } from '../support/bound-file.ts'
import { expectError } from '../support/expect-error.ts'
import { namesIn, temporaryFolder } from '../support/temporary-folder.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await temporaryFolder()
  file = join(folder, 'file')
})

const text = (path: string) => readFile(path, 'utf8')
const mode = async (path: string) => (await stat(path)).mode & 0o7777
const write = (path: string, data = 'new', fileSystem: FileSystem = nodeFileSystem) =>
  atomicWrite(path, encodeUtf8(data), { fileSystem })

describe('a file is replaced', () => {
  test('whole, and no other file is left', async () => {
    await writeFile(file, 'something longer than the new content')
    await write(file)
    expect(await text(file)).toBe('new')
    expect(await namesIn(folder)).toEqual(['file'])
  })

  test.each([0o600, 0o640, 0o755, 0o4755])('and keeps its mode %o', async (bits) => {
    await writeFile(file, 'old')
    await chmod(file, bits)
    await write(file)
    expect(await mode(file)).toBe(bits)
  })

  test('by another file, so that who has the old one open still reads it', async () => {
    await writeFile(file, 'old')
    const before = await nodeFileSystem.open(file, 'r')
    await write(file)
    const after = await stat(file)
    expect((await before.stat()) as object).not.toMatchObject({ ino: after.ino })
    await before.close()
  })

  test('through a symbolic link, which stays', async () => {
    await mkdir(join(folder, 'sub'))
    const target = join(folder, 'sub', 'target')
    await writeFile(target, 'old')
    await chmod(target, 0o640)
    await symlink('sub/target', file)
    await write(file)
    expect(await readlink(file)).toBe('sub/target')
    expect(await text(target)).toBe('new')
    expect(await mode(target)).toBe(0o640)
    expect(await namesIn(folder)).toEqual(['file', 'sub'])
  })
})

describe('a new file', () => {
  test('gets what the umask leaves of 0666 (CLI-043)', async () => {
    await write(file)
    expect(await text(file)).toBe('new')
    await writeFile(join(folder, 'other'), '')
    expect(await mode(file)).toBe(await mode(join(folder, 'other')))
  })

  test('is made where a dangling link points', async () => {
    await symlink('b', file)
    await symlink('c', join(folder, 'b'))
    await write(file)
    expect(await text(join(folder, 'c'))).toBe('new')
    expect(await readlink(file)).toBe('b')
  })
})

test('what is not a regular file, such as /dev/stdout, is written to and stays what it is', async () => {
  await writeFile(file, 'something longer')
  const before = await stat(file)
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    stat: async () => ({
      mode: 0o666,
      uid: 0,
      gid: 0,
      dev: 0,
      ino: 0,
      mtimeMs: 0,
      isFile: () => false,
    }),
  }
  await write(file, 'new', fileSystem)
  expect(await text(file)).toBe('new')
  expect((await stat(file)).ino).toBe(before.ino)
  expect(await namesIn(folder)).toEqual(['file'])
})

/** The real file system, one of whose steps fails. */
function failing(step: keyof FileSystem | keyof OpenFile, code: string): FileSystem {
  const fail = () => Promise.reject(Object.assign(new Error(`${code} of SECRET`), { code }))
  if (step in nodeFileSystem) return { ...nodeFileSystem, [step]: fail }
  return {
    ...nodeFileSystem,
    open: async (path, flags, bits) => {
      const opened = await nodeFileSystem.open(path, flags, bits)
      // Closing must still close.
      const closeAndFail = async () => {
        await opened.close()
        await fail()
      }
      const broken = step === 'close' ? closeAndFail : fail
      return { ...boundFile(opened), [step]: broken }
    },
  }
}

describe('when a step fails the old content is intact and nothing else is left', () => {
  const steps = [
    ['stat', 'EIO'],
    ['realpath', 'EIO'],
    ['access', 'EACCES'],
    ['access', 'EROFS'],
    ['open', 'EACCES'],
    ['open', 'ENOSPC'],
    ['chmod', 'EPERM'],
    ['writeFile', 'ENOSPC'],
    ['writeFile', 'EIO'],
    ['sync', 'EIO'],
    ['close', 'EIO'],
    ['rename', 'EPERM'],
    ['rename', 'EBUSY'],
  ] as const

  test.each(steps)('%s: %s', async (step, code) => {
    await writeFile(file, 'old')
    const error = await expectError('FILE_UNWRITABLE', () =>
      write(file, 'new', failing(step, code)),
    )
    expect(error.message).toContain(JSON.stringify(file))
    expect(error.message).not.toContain('SECRET')
    expect(error.cause).toBeUndefined()
    expect(await text(file)).toBe('old')
    expect(await namesIn(folder)).toEqual(['file'])
  })

  test('a folder that cannot be synced is no failure: the content is in place', async () => {
    await writeFile(file, 'old')
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      open: (path, flags, bits) =>
        path === folder
          ? Promise.reject(new Error('EISDIR'))
          : nodeFileSystem.open(path, flags, bits),
    }
    await write(file, 'new', fileSystem)
    expect(await text(file)).toBe('new')
  })

  test('a folder is no file', async () => {
    await expectError('FILE_UNWRITABLE', () => write(folder))
  })

  test('a folder that is missing is not made', async () => {
    await expectError('FILE_UNWRITABLE', () => write(join(folder, 'missing', 'file')))
    expect(await namesIn(folder)).toEqual([])
  })

  test('links in a circle', async () => {
    await symlink('b', file)
    await symlink('file', join(folder, 'b'))
    await expectError('FILE_UNWRITABLE', () => write(file))
    expect(await namesIn(folder)).toEqual(['b', 'file'])
  })

  test('stopped before the last step', async () => {
    await writeFile(file, 'old')
    const stop = new AbortController()
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      open: (path, flags, bits) => {
        stop.abort()
        return nodeFileSystem.open(path, flags, bits)
      },
    }
    await expectError('ABORTED', () =>
      atomicWrite(file, encodeUtf8('new'), { fileSystem, signal: stop.signal }),
    )
    expect(await text(file)).toBe('old')
    expect(await namesIn(folder)).toEqual(['file'])
  })
})

describe('owner and group', () => {
  /** A file system in which `file` belongs to others, and changing the owner answers as told. */
  function foreign(mayChange: (uid: number, gid: number) => boolean, log: string[]): FileSystem {
    return {
      ...nodeFileSystem,
      stat: async (path) => {
        const real = await nodeFileSystem.stat(path)
        const kept = { mode: real.mode, dev: real.dev, ino: real.ino, mtimeMs: real.mtimeMs }
        return { ...kept, uid: 4001, gid: 4002, isFile: () => real.isFile() }
      },
      open: async (path, flags, bits) => {
        const opened = await nodeFileSystem.open(path, flags, bits)
        let owner = { uid: 1, gid: 2 }
        return {
          ...boundFile(opened),
          stat: async () => ({ mode: 0, dev: 0, ino: 0, mtimeMs: 0, ...owner, isFile: () => true }),
          chown: async (uid, gid) => {
            if (!mayChange(uid, gid)) throw new Error('EPERM')
            owner = { uid, gid }
            log.push(`${uid}:${gid}`)
          },
        }
      },
    }
  }

  beforeEach(async () => {
    await writeFile(file, 'old')
    await chmod(file, 0o664)
  })

  test('are kept where that is permitted', async () => {
    const log: string[] = []
    await write(
      file,
      'new',
      foreign(() => true, log),
    )
    expect(log.at(-1)).toBe('4001:4002')
    expect(await mode(file)).toBe(0o664)
  })

  test('a group is kept without the owner', async () => {
    const log: string[] = []
    await write(
      file,
      'new',
      foreign((uid) => uid === 1, log),
    )
    expect(log).toEqual(['1:4002'])
    expect(await mode(file)).toBe(0o664)
  })

  test('permissions of a group that cannot be kept are not handed to another', async () => {
    await write(
      file,
      'new',
      foreign(() => false, []),
    )
    expect(await mode(file)).toBe(0o604)
    expect(await text(file)).toBe('new')
  })
})
