import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { nodeProcessEvents } from '../../src/processes/process-events.ts'
import { nodeTemporaryFiles } from '../../src/processes/temporary-files.ts'
import { temporaryRoot, withTemporaryFolder } from '../../src/processes/temporary-folder.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let root: string
const files = nodeTemporaryFiles
const events = nodeProcessEvents

beforeEach(async () => {
  root = await temporaryFolder()
})

describe('a temporary folder', () => {
  test('is for this user alone, and removed with what it holds (CLI-070, CLI-087)', async () => {
    const mode = await withTemporaryFolder({ root, files, events }, async (folder) => {
      expect(folder.startsWith(join(root, '.sops'))).toBe(true)
      await mkdir(join(folder, 'sub'))
      await writeFile(join(folder, 'sub', '.x.swp'), '')
      return (await stat(folder)).mode & 0o777
    })
    expect(mode).toBe(0o700)
    expect(await readdir(root)).toEqual([])
  })

  test('is removed when its use fails', async () => {
    const failing = withTemporaryFolder({ root, files, events }, () =>
      Promise.reject(new RangeError('of the use')),
    )
    await expect(failing).rejects.toThrow(RangeError)
    expect(await readdir(root)).toEqual([])
  })

  test('leaves nothing behind that listens', async () => {
    const before = process.listenerCount('exit')
    await withTemporaryFolder({ root, files, events }, async () => {
      expect(process.listenerCount('exit')).toBe(before + 1)
    })
    expect(process.listenerCount('exit')).toBe(before)
  })

  test('that cannot be removed is told of, whatever else happened', async () => {
    const stuck = { ...files, removeFolder: () => Promise.reject(new Error('busy')) }
    const use = () => Promise.reject(new RangeError('of the use'))
    const error = await expectError('FILE_UNWRITABLE', () =>
      withTemporaryFolder({ root, files: stuck, events }, use),
    )
    expect(error.message).toContain(root)
    expect(error.message).toContain('Remove it by hand')
  })

  test('cannot be made where there is no folder', async () => {
    const place = { root: join(root, 'none'), files, events }
    await expectError('FILE_UNWRITABLE', () => withTemporaryFolder(place, async () => undefined))
  })

  test('stands where TMPDIR says, and by an absolute path', () => {
    expect(temporaryRoot({ TMPDIR: '/dev/shm' }, 'linux')).toBe('/dev/shm')
    expect(temporaryRoot({ TMPDIR: '' }, 'linux')).toBe('/tmp')
    expect(temporaryRoot({}, 'linux')).toBe('/tmp')
    expect(temporaryRoot({ TMPDIR: 'here' }, 'linux')).toBe(join(process.cwd(), 'here'))
  })
})
