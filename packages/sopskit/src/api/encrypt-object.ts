import type { PlainObject } from '../values/plain-value.ts'
import { fromPlainObject } from '../values/from-plain.ts'
import { encryptDocuments, type EncryptOptions, type EncryptResult } from './encrypt-documents.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/**
 * Encrypts a JavaScript object as a file of the given format. Types are kept: an integral `number` and a
 * `bigint` are ints, every other `number` is a float, a `Date` a timestamp.
 *
 * @throws {@link SopsError} `UNSUPPORTED_VALUE` for what SOPS cannot hold, `NUMBER_OUT_OF_RANGE` for a
 * `bigint` beyond 64 bits, and every code of `encrypt` but those of parsing.
 * @example
 * ```ts
 * import { encryptObject } from 'sopskit'
 * const encrypted = await encryptObject({ user: 'app', port: 5432 }, {
 *   format: 'yaml',
 *   recipients: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
 *   encryptedRegex: '^user$',
 * })
 * console.log(encrypted.text())
 * ```
 */
export async function encryptObject(
  object: PlainObject,
  options: EncryptOptions,
): Promise<EncryptResult> {
  requireKnownOptions(options)
  return encryptDocuments(() => [fromPlainObject(object)], options)
}
