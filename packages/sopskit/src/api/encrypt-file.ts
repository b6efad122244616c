import { type ConfigOptions, withConfig } from '../config/config-options.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { readInput } from '../files/read-input.ts'
import { encrypt } from './encrypt.ts'
import type { EncryptOptions, EncryptResult } from './encrypt-documents.ts'
import {
  deliver,
  destinationOf,
  type FileFacts,
  type FileOptions,
  replacedContent,
  withFormat,
} from './file-options.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/** What {@link encryptFile} takes. */
export interface EncryptFileOptions
  extends Omit<EncryptOptions, 'format'>, FileOptions, ConfigOptions {}

/**
 * Encrypts a file. The result is given back, and with `output` or `inPlace` also written, in one step
 * and only after everything has succeeded. With a configuration the first creation rule that matches the
 * path says what the options leave open; keys that are given replace all of its keys, and that no rule
 * matches is an error all the same (CFG-036, CFG-063).
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, `FILE_CHANGED`, every code of
 * `encrypt`, and with `config` `CONFIG_UNREADABLE`, `CONFIG_INVALID` and `NO_MATCHING_RULE`.
 * @example
 * ```ts
 * import { encryptFile } from 'sopskit'
 * async function protect(path: string, recipient: string): Promise<void> {
 *   await encryptFile(path, { recipients: recipient, encryptedRegex: '^(data|stringData)$', inPlace: true })
 * }
 * async function protectByRule(path: string): Promise<void> {
 *   await encryptFile(path, { config: 'search', inPlace: true })
 * }
 * ```
 */
export async function encryptFile(
  path: string,
  options: EncryptFileOptions,
): Promise<EncryptResult & FileFacts> {
  requireKnownOptions(options)
  const destination = destinationOf(path, options)
  const input = await readInput(path, nodeFileSystem)
  const configured = await withConfig(path, withFormat(path, options))
  const replaces = replacedContent(path, destination, input)
  return deliver(await encrypt(input, configured), destination, { ...options, replaces })
}
