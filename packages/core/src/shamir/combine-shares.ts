import { SopsError } from '../errors/sops-error.ts'
import { invert, multiply } from './gf256.ts'

/**
 * Combines all given shares to the secret (S6). Whether they are enough, and belong together, cannot
 * be seen from the shares: too few or foreign ones give other bytes, which only the decryption of a
 * value shows (S7). Takes the same time for every secret of one length.
 *
 * @throws {@link SopsError} `INVALID_SHARES` for fewer than two shares, shares of different or too
 * short length, or shares with the same number.
 *
 * @example
 * ```ts
 * import { combineShares, pooledRandom, splitSecret } from '@sopskit/core'
 * const random = pooledRandom((bytes) => crypto.getRandomValues(bytes))
 * const shares = splitSecret(random(32), { parts: 3, threshold: 2, random })
 * const dataKey = combineShares(shares.slice(0, 2))
 * ```
 */
export function combineShares(shares: readonly Uint8Array[]): Uint8Array {
  const numbers = shareNumbers(shares)
  const secret = new Uint8Array((shares[0]?.length ?? 1) - 1)
  shares.forEach((share, position) => {
    const weight = weightAtZero(numbers, position)
    for (const index of secret.keys()) {
      secret[index] = (secret[index] ?? 0) ^ multiply(share[index] ?? 0, weight)
    }
  })
  return secret
}

function shareNumbers(shares: readonly Uint8Array[]): readonly number[] {
  const length = shares[0]?.length ?? 0
  if (shares.length < 2) throw invalidShares('at least two are needed')
  if (length < 2 || shares.some((share) => share.length !== length)) {
    throw invalidShares('they are too short or of different length')
  }
  const numbers = shares.map((share) => share.at(-1) ?? 0)
  if (new Set(numbers).size !== numbers.length) throw invalidShares('two have the same number')
  // At 0 stands the secret itself; no share is made there.
  if (numbers.includes(0)) throw invalidShares('one has the number 0')
  return numbers
}

function invalidShares(why: string): SopsError {
  return new SopsError(
    'INVALID_SHARES',
    `The parts of the data key from the key groups cannot be combined: ${why}.`,
  )
}

/** The Lagrange weight at 0 of the share at `position`; share numbers are not secret. */
function weightAtZero(numbers: readonly number[], position: number): number {
  const own = numbers[position] ?? 0
  const others = numbers.filter((_, other) => other !== position)
  return others.reduce((weight, x) => multiply(weight, multiply(x, invert(own ^ x))), 1)
}
