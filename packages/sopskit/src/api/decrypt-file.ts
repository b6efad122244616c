import { nodeFileSystem } from '../files/file-system.ts'
import { readInput } from '../files/read-input.ts'
import { decrypt, type DecryptOptions, type DecryptResult } from './decrypt.ts'
import {
  deliver,
  destinationOf,
  type FileFacts,
  type FileOptions,
  withFormat,
} from './file-options.ts'
import { refuseLoss } from './refuse-loss.ts'

/** What {@link decryptFile} takes. */
export interface DecryptFileOptions extends Omit<DecryptOptions, 'format'>, FileOptions {}

/**
 * Decrypts a file. The result is given back, and with `output` or `inPlace` also written, in one step
 * and only after everything has succeeded.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, and every code of
 * `decrypt`; `EMIT_FAILED` also when a file of several documents would be replaced by its first.
 * @example
 * ```ts
 * import { decryptFile } from 'sopskit'
 * async function show(path: string): Promise<void> {
 *   const decrypted = await decryptFile(path, { identities: 'environment' })
 *   console.log(decrypted.text())
 * }
 * ```
 */
export async function decryptFile(
  path: string,
  options: DecryptFileOptions,
): Promise<DecryptResult & FileFacts> {
  const destination = destinationOf(path, options)
  const input = await readInput(path, nodeFileSystem)
  const result = await decrypt(input, withFormat(path, options))
  await refuseLoss(result, { input: path, destination, fileSystem: nodeFileSystem })
  return deliver(result, destination, options)
}
