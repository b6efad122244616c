import { dirname, join, posix, relative } from 'node:path'
import { SopsError } from '@sopskit/core'
import { requireNotAborted } from '../at-place.ts'
import { type FluxFileSystem, systemCode } from './file-system.ts'
import { isIgnored } from './ignored.ts'

/** What is copied, and where. */
export interface Copying {
  readonly from: string
  readonly to: string
  readonly fileSystem: FluxFileSystem
  readonly signal: AbortSignal | undefined
}

/**
 * Copies a tree for the build: folders 0700, files 0600, without what the source controller leaves out. A
 * link keeps to the copy, wherever it led (FLX-037). What is neither file, folder nor link stays behind.
 *
 * @throws {@link SopsError} `FILE_UNREADABLE`, `ABORTED`.
 */
export async function copyTree(copying: Copying): Promise<void> {
  await copyFolder('', copying)
}

async function copyFolder(folder: string, copying: Copying): Promise<void> {
  const { from, to, fileSystem, signal } = copying
  requireNotAborted(signal)
  try {
    await fileSystem.mkdir(join(to, folder), { recursive: true, mode: 0o700 })
    const names = await fileSystem.readdir(join(from, folder))
    for (const name of names.filter((each) => !isIgnored(each))) {
      const path = folder === '' ? name : posix.join(folder, name)
      const status = await fileSystem.lstat(join(from, path))
      if (status.isDirectory()) await copyFolder(path, copying)
      else if (status.isFile()) await copyFile(path, copying)
      else if (status.isSymbolicLink()) await copyLink(path, copying)
    }
  } catch (error) {
    if (error instanceof SopsError) throw error
    const shown = JSON.stringify(folder === '' ? '.' : folder)
    throw new SopsError('FILE_UNREADABLE', `${shown} cannot be copied (${systemCode(error)}).`)
  }
}

async function copyFile(path: string, { from, to, fileSystem, signal }: Copying): Promise<void> {
  requireNotAborted(signal)
  await fileSystem.copyFile(join(from, path), join(to, path))
  await fileSystem.chmod(join(to, path), 0o600)
}

/** Written anew without `..` behind a name, which another link could make lead out of the copy. */
async function copyLink(path: string, { from, to, fileSystem }: Copying): Promise<void> {
  const target = (await fileSystem.readlink(join(from, path))).replaceAll('\\', '/')
  const start = target.startsWith('/') ? '/' : `/${dirname(path)}`
  const inside = join(to, posix.resolve(start, target))
  const place = join(to, path)
  await fileSystem.symlink(relative(dirname(place), inside) || '.', place)
}
