import { mkdir, realpath, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { processIo } from '../../src/cli/process-io.ts'
import { namedDirectory } from '../../src/files/named-directory.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('PWD counts where it is an absolute path to the same directory (CFG-033)', async () => {
  const folder = await realpath(await temporaryFolder())
  const actual = join(folder, 'real', 'deep')
  await mkdir(actual, { recursive: true })
  const link = join(folder, 'link')
  await symlink(actual, link)
  expect(namedDirectory(actual, link)).toBe(link)
  expect(namedDirectory(actual, `${folder}/real/../link`)).toBe(`${folder}/real/../link`)
  for (const pwd of [undefined, '', '.', folder, join(folder, 'missing'), actual]) {
    expect(namedDirectory(actual, pwd)).toBe(actual)
  }
})

test('the command counts paths from it', async () => {
  const folder = await realpath(await temporaryFolder())
  const link = join(folder, 'link')
  await symlink(process.cwd(), link)
  const { signal } = new AbortController()
  vi.stubEnv('PWD', link)
  expect(processIo(signal).cwd).toBe(link)
  vi.stubEnv('PWD', folder)
  expect(processIo(signal).cwd).toBe(process.cwd())
})
