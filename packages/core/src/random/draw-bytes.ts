import type { RandomBytes } from './random-bytes.ts'

/**
 * Draws random bytes and checks what can be checked of them: a source that gives fewer, or nothing but
 * zeros, would silently make weak keys and repeated IVs (V1, K1).
 *
 * @throws RangeError for a source that does not work.
 */
export function drawBytes(random: RandomBytes, length: number): Uint8Array {
  const bytes = random(length)
  if (bytes.length !== length) {
    throw new RangeError(
      `The source of randomness gave ${bytes.length} bytes instead of ${length}.`,
    )
  }
  if (bytes.every((byte) => byte === 0)) {
    throw new RangeError('The source of randomness gave nothing but zeros.')
  }
  return bytes
}
