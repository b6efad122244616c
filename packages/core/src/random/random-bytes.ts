/**
 * Gives `length` unpredictable bytes in a new array that the caller owns and may overwrite.
 * Cryptographic randomness only: data keys, IVs and secret shares come from it.
 */
export type RandomBytes = (length: number) => Uint8Array

// Small enough for `crypto.getRandomValues`, which refuses more than 65,536 bytes at once.
const poolSize = 8192

/**
 * Turns a function that fills an array in place into {@link RandomBytes}. Bytes are drawn from a pool
 * of 8,192, so that 20,000 IVs cost 79 calls of `fill` and not 20,000. What has been handed out is
 * overwritten in the pool.
 *
 * @throws `RangeError` (when called for bytes) if `fill` left the pool all zero: an array that was
 * never filled would give away every secret made from it.
 *
 * @example
 * ```ts
 * import { pooledRandom } from '@sopskit/core'
 * const random = pooledRandom((bytes) => crypto.getRandomValues(bytes))
 * const dataKey = random(32)
 * ```
 */
export function pooledRandom(fill: (bytes: Uint8Array<ArrayBuffer>) => void): RandomBytes {
  const pool = new Uint8Array(poolSize)
  let used = pool.length

  function draw(limit: number): Uint8Array {
    if (used === pool.length) {
      refill(pool, fill)
      used = 0
    }
    const piece = pool.subarray(used, Math.min(used + limit, pool.length))
    used += piece.length
    return piece
  }

  return (length) => {
    const bytes = new Uint8Array(length)
    for (let done = 0; done < length;) {
      const piece = draw(length - done)
      bytes.set(piece, done)
      done += piece.length
      piece.fill(0)
    }
    return bytes
  }
}

function refill(
  pool: Uint8Array<ArrayBuffer>,
  fill: (bytes: Uint8Array<ArrayBuffer>) => void,
): void {
  fill(pool)
  if (pool.every((byte) => byte === 0)) {
    throw new RangeError('The source of randomness left its array empty; it must fill it in place.')
  }
}
