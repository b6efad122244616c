import { basename, dirname, isAbsolute, join, sep } from 'node:path'
import { systemCode } from './file-error.ts'
import type { FileStatus, FileSystem } from './file-system.ts'

/** Where a write really goes; `status` is `undefined` for a file that does not exist yet. */
export interface WriteTarget {
  readonly target: string
  readonly status: FileStatus | undefined
}

const maxLinks = 40

/** Follows symbolic links, also one that points to a file that does not exist yet. */
export async function resolveTarget(path: string, fileSystem: FileSystem): Promise<WriteTarget> {
  const status = await statusOf(path, fileSystem)
  // A pipe or device keeps its name: /dev/stdout leads to something that has none.
  if (status !== undefined && !status.isFile()) return { target: path, status }
  if (status !== undefined) return { target: await fileSystem.realpath(path), status }
  const place = await followDangling(path, fileSystem)
  // The folder must be there, and is taken by its real name: `..` behind a link is not what its text says.
  return { target: join(await fileSystem.realpath(folderOf(place)), basename(place)), status }
}

// A trailing separator asks for a folder, and there is none (dirname would leave it out).
function folderOf(place: string): string {
  return place.endsWith('/') || place.endsWith(sep) ? place : dirname(place)
}

async function statusOf(path: string, fileSystem: FileSystem): Promise<FileStatus | undefined> {
  try {
    return await fileSystem.stat(path)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function followDangling(path: string, fileSystem: FileSystem): Promise<string> {
  let place = path
  for (let links = 0; links < maxLinks; links++) {
    const next = await fileSystem.readlink(place).catch(() => undefined)
    if (next === undefined) return place
    place = isAbsolute(next) ? next : `${dirname(place)}${sep}${next}`
  }
  return place
}
