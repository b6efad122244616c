import { encodeUtf8, isWellFormed, requireFileSize, SopsError } from '@sopskit/core'

/**
 * The bytes of an input, in an array of our own: what the caller does to theirs after the call, such as
 * wiping it, must not change what is encrypted.
 *
 * @throws {@link SopsError} `UNSUPPORTED_VALUE` for text that has no UTF-8, `LIMIT_EXCEEDED`.
 */
export function inputBytes(input: string | Uint8Array): Uint8Array {
  requireFileSize(input.length)
  if (typeof input !== 'string') return new Uint8Array(input)
  if (isWellFormed(input)) return encodeUtf8(input)
  throw new SopsError(
    'UNSUPPORTED_VALUE',
    'The text holds half of a surrogate pair and cannot be written as UTF-8.',
  )
}
