import { configOf, type ConfigOptions } from '../config/config-options.ts'
import { indentOf } from '../config/indent-of.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { readInput } from '../files/read-input.ts'
import { decrypt, type DecryptOptions, type DecryptResult } from './decrypt.ts'
import {
  deliver,
  destinationOf,
  type FileFacts,
  type FileOptions,
  replacedContent,
  withFormat,
} from './file-options.ts'
import { refuseLoss } from './refuse-loss.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/** What {@link decryptFile} takes. */
export interface DecryptFileOptions
  extends Omit<DecryptOptions, 'format'>, FileOptions, ConfigOptions {}

/**
 * Decrypts a file. The result is given back, and with `output` or `inPlace` also written, in one step
 * and only after everything has succeeded. Of a configuration only the settings of stores count.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, `FILE_CHANGED`, every code of
 * `decrypt`, and with `config: 'search'` `CONFIG_UNREADABLE`, `CONFIG_INVALID`; `EMIT_FAILED` also when a
 * file of several documents would be replaced by its first.
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
  requireKnownOptions(options)
  const destination = destinationOf(path, options)
  const input = await readInput(path, nodeFileSystem)
  const config = await configOf(options, true)
  const { format, outputFormat = format, indent } = withFormat(path, options)
  const configured = { ...options, format, indent: indent ?? indentOf(config, outputFormat) }
  const result = await decrypt(input, configured)
  await refuseLoss(result, { input: path, destination, fileSystem: nodeFileSystem })
  const replaces = replacedContent(path, destination, input)
  return deliver(result, destination, { ...options, replaces })
}
