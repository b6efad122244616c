import { loadStore } from '../formats/load-store.ts'
import { encryptDocuments, type EncryptOptions, type EncryptResult } from './encrypt-documents.ts'
import { inputBytes } from './input-bytes.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/**
 * Encrypts the content of a file, given as text or as bytes.
 *
 * @throws {@link SopsError} for the options: `CONFLICTING_RULES`, `INVALID_REGEX`, `NO_RECIPIENTS`,
 * `INVALID_MASTER_KEY`, `CONFLICTING_OPTIONS`; for the input: `PARSE_FAILED`, `EMPTY_DOCUMENT`,
 * `TOP_LEVEL_NOT_MAP`, `KEY_NOT_STRING`, `DUPLICATE_KEY`, `NUMBER_OUT_OF_RANGE`, `LIMIT_EXCEEDED`,
 * `ALREADY_ENCRYPTED`, `UNSUPPORTED_VALUE`, `COMMENT_MATCHES_RULE`; for the keys: `WRAP_FAILED`,
 * `UNSUPPORTED_KEY_TYPE`, `EMPTY_KEY_GROUP`, `INVALID_THRESHOLD`; for the output: `EMIT_FAILED`,
 * `INVALID_INDENT`; and `ABORTED`.
 * @example
 * ```ts
 * import { encrypt } from 'sopskit'
 * const encrypted = await encrypt('password: hunter2\n', {
 *   format: 'yaml',
 *   recipients: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
 * })
 * console.log(encrypted.text())
 * ```
 */
export async function encrypt(
  input: string | Uint8Array,
  options: EncryptOptions,
): Promise<EncryptResult> {
  requireKnownOptions(options)
  const bytes = inputBytes(input)
  const load = async () => (await loadStore(options.format)).load(bytes)
  return encryptDocuments(load, options, () => bytes)
}
