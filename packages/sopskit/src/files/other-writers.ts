import { dirname, join } from 'node:path'
import { systemCode } from './file-error.ts'
import type { FileStatus, FileSystem } from './file-system.ts'
import { parseTemporaryName, type TemporaryName } from './temporary-name.ts'

/** Where to look for others: the target, and the temporary file that is our own. */
export interface Surroundings {
  readonly target: string
  readonly own: TemporaryName
  readonly fileSystem: FileSystem
}

/** Older than any write takes, whatever happened to the process. */
const day = 24 * 60 * 60 * 1000

/** How long the claim of another machine counts, whose processes cannot be asked for. */
const minute = 60 * 1000

/**
 * True when another writer is about to replace the target. What killed writers of the same target left
 * behind is removed on the way: only regular files of this user with a name that we give, in the same
 * folder, whose process is gone.
 */
export async function othersClaim({ target, own, fileSystem }: Surroundings): Promise<boolean> {
  const folder = dirname(target)
  // Where a folder cannot be listed, the content alone tells.
  const names = await fileSystem.readdir(folder).catch(() => [])
  let claimed = false
  for (const text of names) {
    const name = parseTemporaryName(text)
    if (name === undefined || name.target !== own.target || name.random === own.random) continue
    const path = join(folder, text)
    const status = await fileSystem.lstat(path).catch(() => undefined)
    if (status === undefined) continue
    if (isStale(name, status, own)) await removeOwn(path, status, fileSystem)
    else if (name.state === 'claim') claimed ||= counts(name, status, own)
  }
  return claimed
}

function isStale(name: TemporaryName, status: FileStatus, own: TemporaryName): boolean {
  if (ageOf(status) > day) return true
  return name.host === own.host && !isAlive(name.pid)
}

function counts(name: TemporaryName, status: FileStatus, own: TemporaryName): boolean {
  return name.host === own.host || ageOf(status) < minute
}

async function removeOwn(path: string, status: FileStatus, fileSystem: FileSystem): Promise<void> {
  const user = process.getuid?.()
  if (!status.isFile() || (user !== undefined && status.uid !== user)) return
  await fileSystem.unlink(path).catch(() => undefined)
}

function ageOf({ mtimeMs }: FileStatus): number {
  return Math.abs(Date.now() - mtimeMs)
}

/** Whether a process of this machine runs; one that may not be asked does. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) !== 'ESRCH'
  }
}
