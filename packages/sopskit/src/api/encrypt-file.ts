import { nodeFileSystem } from '../files/file-system.ts'
import { readInput } from '../files/read-input.ts'
import { encrypt } from './encrypt.ts'
import type { EncryptOptions, EncryptResult } from './encrypt-documents.ts'
import {
  deliver,
  destinationOf,
  type FileFacts,
  type FileOptions,
  withFormat,
} from './file-options.ts'

/** What {@link encryptFile} takes. */
export interface EncryptFileOptions extends Omit<EncryptOptions, 'format'>, FileOptions {}

/**
 * Encrypts a file. The result is given back, and with `output` or `inPlace` also written, in one step
 * and only after everything has succeeded.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, and every code of
 * `encrypt`.
 * @example
 * ```ts
 * import { encryptFile } from 'sopskit'
 * async function protect(path: string, recipient: string): Promise<void> {
 *   await encryptFile(path, { recipients: recipient, encryptedRegex: '^(data|stringData)$', inPlace: true })
 * }
 * ```
 */
export async function encryptFile(
  path: string,
  options: EncryptFileOptions,
): Promise<EncryptResult & FileFacts> {
  const destination = destinationOf(path, options)
  const input = await readInput(path, nodeFileSystem)
  return deliver(await encrypt(input, withFormat(path, options)), destination, options)
}
