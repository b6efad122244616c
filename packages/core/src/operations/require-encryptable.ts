import { SopsError } from '../errors/sops-error.ts'
import type { Leaf } from '../leaves/leaf.ts'
import { parseTimestamp } from '../text/timestamp.ts'
import { isWellFormed } from '../text/well-formed.ts'
import { isComment, isTimestamp } from '../tree/guards.ts'
import { fitsInt64 } from '../value/int64.ts'

/**
 * Refuses what would not come back as it went in: an int beyond 64 bits, and text that has no UTF-8.
 *
 * @throws {@link SopsError} `UNSUPPORTED_VALUE`.
 */
export function requireEncryptable({ value, path }: Leaf): void {
  if (typeof value === 'bigint' && !fitsInt64(value)) {
    throw unsupported('An integer does not fit into 64 bits; write it as a string.', path)
  }
  // YAML knows zones of up to 24 hours (P13), which nothing could read back from a value.
  if (value !== null && isTimestamp(value) && parseTimestamp(value.text) === undefined) {
    throw unsupported(
      'A timestamp has a zone that RFC 3339 does not know; write it as a string.',
      path,
    )
  }
  const text = isComment(value) ? value.text : value
  if (typeof text === 'string' && !isWellFormed(text)) {
    throw unsupported('A text holds half of a surrogate pair and cannot be written as UTF-8.', path)
  }
  if (!path.every(isWellFormed)) {
    throw unsupported('A key holds half of a surrogate pair and cannot be written as UTF-8.', path)
  }
}

function unsupported(message: string, path: readonly string[]): SopsError {
  return new SopsError('UNSUPPORTED_VALUE', message, { path })
}
