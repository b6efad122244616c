import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isSopsError, SopsError } from '@sopskit/core'
import { atomicWrite } from '../files/atomic-write.ts'
import { fileError } from '../files/file-error.ts'
import type { FileSystem } from '../files/file-system.ts'
import { quotePath } from '../files/quote-path.ts'
import { resolveTarget } from '../files/resolve-target.ts'

/** What writing an edited file takes. */
export interface EditedFile {
  readonly path: string
  /** What it held when it was read; `undefined` when there was none. */
  readonly before: Uint8Array | undefined
  readonly fileSystem: FileSystem
  readonly signal: AbortSignal
}

/**
 * Finds out before somebody spends time in the editor that the result could not be written.
 *
 * @throws {@link SopsError} `FILE_UNWRITABLE`.
 */
export async function requireWritable(path: string, fileSystem: FileSystem): Promise<void> {
  try {
    const { target, status } = await resolveTarget(path, fileSystem)
    if (status !== undefined) await fileSystem.access(target, constants.W_OK)
    await fileSystem.access(dirname(target), constants.W_OK)
  } catch (error) {
    throw fileError('FILE_UNWRITABLE', `The file ${quotePath(path)} cannot be written`, error)
  }
}

/**
 * Replaces the file in one step, unless somebody else changed it meanwhile, which sops would overwrite. Then the
 * edit is put beside it, encrypted as it is, so that neither is lost.
 *
 * @throws {@link SopsError} `FILE_CHANGED`, `FILE_UNWRITABLE`, `ABORTED`.
 */
export async function writeEdited(bytes: Uint8Array, file: EditedFile): Promise<void> {
  const { path, before, fileSystem, signal } = file
  try {
    if (before === undefined) await requireMissing(path, fileSystem)
    await atomicWrite(path, bytes, { fileSystem, signal, replaces: before })
  } catch (error) {
    if (!isSopsError(error, 'FILE_CHANGED')) throw error
    throw await putBeside(bytes, file)
  }
}

async function requireMissing(path: string, fileSystem: FileSystem): Promise<void> {
  const { status } = await resolveTarget(path, fileSystem)
  if (status === undefined) return
  throw new SopsError('FILE_CHANGED', `Somebody else made ${quotePath(path)} meanwhile.`)
}

async function putBeside(
  bytes: Uint8Array,
  { path, fileSystem, signal }: EditedFile,
): Promise<SopsError> {
  // In front of the name, for its end says which format the file has (F1).
  const name = `edited-${randomBytes(4).toString('hex')}-${basename(path)}`
  const beside = join(dirname(path), name)
  const changed = `Somebody else changed ${quotePath(path)} while it was edited, and it was left as it is.`
  try {
    await atomicWrite(beside, bytes, { fileSystem, signal })
    const advice = `The edit is in ${quotePath(beside)}, encrypted; bring the two together.`
    return new SopsError('FILE_CHANGED', `${changed} ${advice}`)
  } catch {
    return new SopsError('FILE_CHANGED', `${changed} The edit could not be saved beside it.`)
  }
}
