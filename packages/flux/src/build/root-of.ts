import { dirname, join, relative, resolve, sep } from 'node:path'
import { SopsError } from '@sopskit/core'
import { type FluxFileSystem, systemCode } from '../files/file-system.ts'

/** What is built, and what it may read. */
export interface BuildRoot {
  readonly root: string
  /** Below the root, with slashes; empty for the root itself. */
  readonly folder: string
}

/**
 * Finds out what a build may read: the given root, or the repository that the folder is in.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND` for a folder that is not there, `FILE_UNREADABLE` for what is no
 * folder, `INVALID_OPTION` for one outside of the root.
 */
export async function rootOf(
  path: string,
  given: string | undefined,
  fileSystem: Pick<FluxFileSystem, 'realpath' | 'lstat'>,
): Promise<BuildRoot> {
  const folder = await realFolder(path, fileSystem)
  const root =
    given === undefined
      ? await repositoryOf(folder, fileSystem)
      : await realFolder(given, fileSystem)
  const below = relative(root, folder)
  if (below === '..' || below.startsWith(`..${sep}`)) {
    throw new SopsError(
      'INVALID_OPTION',
      `${JSON.stringify(path)} is not below the root of the build.`,
    )
  }
  return { root, folder: below.split(sep).join('/') }
}

async function realFolder(
  path: string,
  fileSystem: Pick<FluxFileSystem, 'realpath' | 'lstat'>,
): Promise<string> {
  const shown = JSON.stringify(path)
  try {
    const real = await fileSystem.realpath(resolve(path))
    if ((await fileSystem.lstat(real)).isDirectory()) return real
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT') throw new SopsError('FILE_NOT_FOUND', `There is no folder ${shown}.`)
    throw new SopsError('FILE_UNREADABLE', `The folder ${shown} cannot be read (${code}).`)
  }
  throw new SopsError(
    'FILE_UNREADABLE',
    `${shown} is no folder. Name the one that spec.path names.`,
  )
}

async function repositoryOf(
  folder: string,
  fileSystem: Pick<FluxFileSystem, 'lstat'>,
): Promise<string> {
  for (let each = folder; ; each = dirname(each)) {
    const found = await fileSystem.lstat(join(each, '.git')).catch(() => undefined)
    if (found !== undefined) return each
    if (dirname(each) === each) return folder
  }
}
