import { constants } from 'node:fs'
import { dirname } from 'node:path'
import { isSopsError } from '@sopskit/core'
import { fileError, systemCode } from './file-error.ts'
import type { FileStatus, FileSystem, OpenFile } from './file-system.ts'
import { quotePath } from './quote-path.ts'
import { resolveTarget } from './resolve-target.ts'
import { stopped, takePlace } from './take-place.ts'
import { newTemporaryFile } from './temporary-name.ts'

/** What {@link atomicWrite} takes beside the path and the data. */
export interface AtomicWriteOptions {
  readonly fileSystem: FileSystem
  readonly signal?: AbortSignal | undefined
  /**
   * What the file must still hold, so that what somebody else wrote meanwhile is not lost. Default:
   * whatever it holds is replaced. Of no account for what is not a regular file.
   */
  readonly replaces?: Uint8Array | undefined
}

/**
 * Replaces a file in one step: whoever reads it sees the old content or the new, whatever fails. A
 * symbolic link stays and its target is replaced; mode, owner and group of an existing file are kept; a
 * new one gets what the umask leaves of 0666 (CLI-043). What is not a regular file is written to directly.
 *
 * The temporary files of writers that were killed are removed by the next that writes the same file.
 *
 * @throws {@link SopsError} `FILE_UNWRITABLE` when it cannot be written, `FILE_CHANGED` when it no longer
 * holds what it should, `ABORTED` through the signal; its content is intact then and no content is left in
 * a temporary file.
 */
export async function atomicWrite(
  path: string,
  data: Uint8Array,
  options: AtomicWriteOptions,
): Promise<void> {
  try {
    const { target, status } = await resolveTarget(path, options.fileSystem)
    if (status !== undefined && !status.isFile()) await writeThrough(target, data, options)
    else await replace({ target, status }, data, options)
  } catch (error) {
    if (isSopsError(error)) throw error
    throw fileError('FILE_UNWRITABLE', `The file ${quotePath(path)} cannot be written`, error)
  }
}

interface Target {
  readonly target: string
  readonly status: FileStatus | undefined
}

async function replace(
  { target, status }: Target,
  data: Uint8Array,
  { fileSystem, signal, replaces }: AtomicWriteOptions,
): Promise<void> {
  // A rename needs no permission on the file itself: without this a read-only file would be replaced.
  if (status !== undefined) await fileSystem.access(target, constants.W_OK)
  const temporary = await newTemporaryFile(target, fileSystem)
  const { tmp, claim } = temporary.paths
  const file = await fileSystem.open(tmp, 'wx', status === undefined ? 0o666 : 0o600)
  try {
    await fill(file, data, status)
    await takePlace({ target, temporary, replaces, fileSystem, signal })
  } catch (error) {
    for (const path of [tmp, claim]) await remove(path, fileSystem)
    throw error
  }
  await syncFolder(dirname(target), fileSystem)
}

// Where even removing fails (an append-only folder), at least nothing readable stays behind.
async function remove(temporary: string, fileSystem: FileSystem): Promise<void> {
  try {
    await fileSystem.unlink(temporary)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return
    const file = await fileSystem.open(temporary, 'w').catch(() => undefined)
    await file?.close()
  }
}

async function fill(file: OpenFile, data: Uint8Array, like?: FileStatus): Promise<void> {
  try {
    if (like !== undefined) await file.chmod(await takeOwner(file, like))
    await file.writeFile(data)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Takes over owner and group as far as permitted, and gives the mode that may follow. */
async function takeOwner(file: OpenFile, like: FileStatus): Promise<number> {
  const mode = like.mode & 0o7777
  const own = await file.stat()
  if (own.uid !== like.uid) await isPermitted(file.chown(like.uid, own.gid))
  if (own.gid === like.gid) return mode
  const { uid } = await file.stat()
  // Permissions meant for one group must not be handed to another.
  return (await isPermitted(file.chown(uid, like.gid))) ? mode : mode & ~0o070
}

async function isPermitted(step: Promise<void>): Promise<boolean> {
  try {
    await step
    return true
  } catch {
    return false
  }
}

async function syncFolder(folder: string, fileSystem: FileSystem): Promise<void> {
  try {
    const file = await fileSystem.open(folder, 'r')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch {
    // The new content is in place. That some systems cannot sync a folder must not turn into a failure.
  }
}

async function writeThrough(
  target: string,
  data: Uint8Array,
  { fileSystem, signal }: AtomicWriteOptions,
): Promise<void> {
  if (signal?.aborted === true) throw stopped()
  const file = await fileSystem.open(target, 'w')
  try {
    await file.writeFile(data)
  } finally {
    await file.close()
  }
}
