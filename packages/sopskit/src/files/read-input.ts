import { isSopsError } from '@sopskit/core'
import { fileError, systemCode } from './file-error.ts'
import type { FileSystem } from './file-system.ts'
import { quotePath } from './quote-path.ts'

/**
 * Asks whether the input exists, before anything else about the command is judged (Z3).
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND` when it does not, `FILE_UNREADABLE` when that cannot be found out.
 */
export async function requireInput(path: string, fileSystem: FileSystem): Promise<void> {
  try {
    await fileSystem.stat(path)
  } catch (error) {
    throw inputError(path, error)
  }
}

/**
 * Reads the input whole.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND` when it does not exist, `LIMIT_EXCEEDED` when it is too large,
 * `FILE_UNREADABLE` for every other reason.
 */
export async function readInput(path: string, fileSystem: FileSystem): Promise<Uint8Array> {
  try {
    return await fileSystem.readFile(path)
  } catch (error) {
    throw inputError(path, error)
  }
}

function inputError(path: string, error: unknown): Error {
  if (isSopsError(error)) return error
  const missing = systemCode(error) === 'ENOENT'
  const code = missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE'
  return fileError(code, `The file ${quotePath(path)} cannot be read`, error)
}
