import { join } from 'node:path'
import { SopsError } from '@sopskit/core'
import { type FluxFileSystem, systemCode } from './file-system.ts'

/** What the controller reads of a file that a kustomization names: 5 MiB (FLX-036). */
export const maxNamedFile: number = 5 * 2 ** 20

/** A file below a root. */
export interface NamedFile {
  readonly root: string
  /** Below the root, with slashes; as it is shown. */
  readonly path: string
  /** Default: what the stores read. */
  readonly limit?: number
}

/**
 * Reads a regular file (FLX-036).
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`; `FILE_UNREADABLE` for a folder, a link or what may not be read;
 * `LIMIT_EXCEEDED`.
 */
export async function readNamedFile(
  { root, path, limit = 500 * 2 ** 20 }: NamedFile,
  fileSystem: Pick<FluxFileSystem, 'lstat' | 'readFile'>,
): Promise<Uint8Array> {
  const shown = JSON.stringify(path)
  try {
    const status = await fileSystem.lstat(join(root, path))
    if (!status.isFile()) throw new SopsError('FILE_UNREADABLE', `${shown} is no regular file.`)
    const bytes = status.size > limit ? undefined : await fileSystem.readFile(join(root, path))
    if (bytes !== undefined && bytes.length <= limit) return bytes
    throw new SopsError(
      'LIMIT_EXCEEDED',
      `${shown} has more than the ${limit} bytes that the controller reads. Split it.`,
    )
  } catch (error) {
    if (error instanceof SopsError) throw error
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new SopsError('FILE_NOT_FOUND', `There is no file ${shown}.`)
    }
    throw new SopsError('FILE_UNREADABLE', `${shown} cannot be read (${code}).`)
  }
}
