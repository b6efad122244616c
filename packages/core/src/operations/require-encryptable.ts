import { SopsError } from '../errors/sops-error.ts'
import type { Leaf } from '../leaves/leaf.ts'
import { isComment } from '../tree/guards.ts'

const smallest = -(2n ** 63n)
const largest = 2n ** 63n - 1n
const loneSurrogate = /\p{Surrogate}/u

/**
 * Refuses what would not come back as it went in: an int beyond 64 bits, and text that has no UTF-8.
 *
 * @throws {@link SopsError} `UNSUPPORTED_VALUE`.
 */
export function requireEncryptable({ value, path }: Leaf): void {
  if (typeof value === 'bigint' && (value < smallest || value > largest)) {
    throw unsupported('An integer does not fit into 64 bits; write it as a string.', path)
  }
  const text = isComment(value) ? value.text : value
  if (typeof text === 'string' && loneSurrogate.test(text)) {
    throw unsupported('A text holds half of a surrogate pair and cannot be written as UTF-8.', path)
  }
}

function unsupported(message: string, path: readonly string[]): SopsError {
  return new SopsError('UNSUPPORTED_VALUE', message, { path })
}
