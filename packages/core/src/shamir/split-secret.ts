import { SopsError } from '../errors/sops-error.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import { multiply } from './gf256.ts'

/** How {@link splitSecret} splits. */
export interface SplitOptions {
  /** How many shares to make, at most 255. */
  readonly parts: number
  /** How many of them give the secret back, at least 2. */
  readonly threshold: number
  readonly random: RandomBytes
}

/**
 * Splits a secret into shares, any `threshold` of which give it back through {@link combineShares}
 * while fewer tell nothing about it (S2). A share is one byte longer than the secret: its last byte is
 * its number, counted from 1. Takes the same time for every secret of one length.
 *
 * @throws {@link SopsError} `INVALID_THRESHOLD` unless 2 ≤ threshold ≤ parts ≤ 255 (S4);
 * `INVALID_DATA_KEY` for an empty secret.
 *
 * @example
 * ```ts
 * import { pooledRandom, splitSecret } from '@sopskit/core'
 * const random = pooledRandom((bytes) => crypto.getRandomValues(bytes))
 * const shares = splitSecret(random(32), { parts: 3, threshold: 2, random }) // 3 times 33 bytes
 * ```
 */
export function splitSecret(secret: Uint8Array, options: SplitOptions): readonly Uint8Array[] {
  checkThreshold(options)
  if (secret.length === 0)
    throw new SopsError('INVALID_DATA_KEY', 'An empty secret cannot be split.')
  const coefficients = drawCoefficients(secret.length, options)
  const rows = [...coefficients, secret]
  const shares = Array.from({ length: options.parts }, (_, index) => makeShare(rows, index + 1))
  for (const row of coefficients) row.fill(0)
  return shares
}

function checkThreshold({ parts, threshold }: SplitOptions): void {
  const whole = Number.isInteger(parts) && Number.isInteger(threshold)
  if (whole && threshold >= 2 && threshold <= parts && parts <= 255) return
  throw new SopsError(
    'INVALID_THRESHOLD',
    `A Shamir threshold of ${threshold} does not fit ${parts} key groups: it must be at least 2 and at most the number of groups, of which there can be 255.`,
  )
}

/** One row for each power from the highest down to 1, with one byte for each byte of the secret. */
function drawCoefficients(length: number, { threshold, random }: SplitOptions): Uint8Array[] {
  return Array.from({ length: threshold - 1 }, () => {
    const row = random(length)
    // Missing coefficients would count as zero and put bytes of the secret into every share.
    if (row.length !== length) throw new RangeError('The source of randomness gave too few bytes.')
    return row
  })
}

/** Evaluates at `x` one polynomial for each byte of the secret; its coefficients are a column of `rows`. */
function makeShare(rows: readonly Uint8Array[], x: number): Uint8Array {
  const length = rows[0]?.length ?? 0
  const share = new Uint8Array(length + 1)
  for (const row of rows) {
    row.forEach((byte, index) => {
      share[index] = multiply(share[index] ?? 0, x) ^ byte
    })
  }
  share[length] = x
  return share
}
