import { join, resolve } from 'node:path'
import { systemCode } from '../../files/file-error.ts'
import type { FileStatus, FileSystem } from '../../files/file-system.ts'
import { findFiles, type FoundFile } from '../../files/find-files.ts'
import { readInput } from '../../files/read-input.ts'
import { isFolder } from '../../files/walk-folders.ts'
import type { CheckSource } from './check-source.ts'
import { type RunGit, workTreeOf, zeroSeparated } from './run-git.ts'

/** What {@link openWorkingTree} takes. */
export interface WorkingTreeOptions {
  /** Where relative paths begin. */
  readonly directory: string
  readonly fileSystem: FileSystem
  readonly git: RunGit
}

/**
 * The files on the disk: those that are named, and in folders what Git knows and does not ignore, or else
 * everything but `.git` and `node_modules`.
 */
export async function openWorkingTree(
  paths: readonly string[],
  options: WorkingTreeOptions,
): Promise<CheckSource> {
  const { fileSystem } = options
  const files = new Map<string, FoundFile>()
  for (const path of paths) {
    for (const file of await filesOf(path, options)) {
      if (!files.has(file.path) || file.kind !== 'found') files.set(file.path, file)
    }
  }
  return {
    root: await rootOf(options),
    configRoot: undefined,
    files: [...files.values()],
    kindOf: async (path) => kindOfStatus(await statusOf(path, fileSystem)),
    read: (path) => readInput(path, fileSystem),
  }
}

/** Git gives the real name of its root, which helps only where paths are named so. */
async function rootOf({ directory, fileSystem, git }: WorkingTreeOptions): Promise<string> {
  const root = await workTreeOf(directory, git)
  const isReal = root !== undefined && (await fileSystem.realpath(directory)) === directory
  return isReal ? root : directory
}

async function filesOf(path: string, options: WorkingTreeOptions): Promise<readonly FoundFile[]> {
  const { directory, fileSystem, git } = options
  // From a variable that is not set; it is no folder.
  if (path === '') return findFiles([path], { directory, fileSystem })
  const folder = resolve(directory, path)
  const status = await fileSystem.stat(folder).catch(() => undefined)
  const known = status !== undefined && isFolder(status) ? await filesInGit(folder, git) : []
  // Git says nothing of a folder that it ignores, and that somebody names nevertheless.
  if (known.length === 0) return findFiles([path], { directory, fileSystem })
  const statuses = await Promise.all(known.map((file) => statusOf(file, fileSystem)))
  return known.flatMap((file, index) =>
    kindOfStatus(statuses[index]) === 'file' ? [{ kind: 'found', path: file }] : [],
  )
}

async function filesInGit(folder: string, git: RunGit): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const output = await git(args, { directory: folder })
  const names = output === undefined ? [] : zeroSeparated(output)
  return [...new Set(names)].toSorted().map((name) => join(folder, name))
}

/** A link that was found is not followed, and a file of the index may be gone. */
async function statusOf(path: string, fileSystem: FileSystem): Promise<FileStatus | undefined> {
  try {
    return await fileSystem.lstat(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return undefined
    throw error
  }
}

function kindOfStatus(status: FileStatus | undefined): 'file' | 'folder' | 'other' | undefined {
  if (status === undefined) return undefined
  if (isFolder(status)) return 'folder'
  return status.isFile() ? 'file' : 'other'
}
