import { randomFillSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pooledRandom } from '../../src/random/random-bytes.ts'
import { combineShares } from '../../src/shamir/combine-shares.ts'
import { splitSecret } from '../../src/shamir/split-secret.ts'
import { sopsShares } from './sops-shares.ts'
import { subsets } from './subsets.ts'

const random = pooledRandom((bytes) => randomFillSync(bytes))
const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))

const scheme = fc
  .integer({ min: 2, max: 7 })
  .chain((parts) =>
    fc.record({ parts: fc.constant(parts), threshold: fc.integer({ min: 2, max: parts }) }),
  )
const secret = fc.uint8Array({ minLength: 16, maxLength: 32 })

describe('splitting and combining', () => {
  test('S2: any threshold of the shares, and any more of them, give the secret back', () => {
    fc.assert(
      fc.property(scheme, secret, ({ parts, threshold }, bytes) => {
        const shares = splitSecret(bytes, { parts, threshold, random })
        for (const chosen of subsets(shares).filter(({ length }) => length >= threshold)) {
          expect(combineShares(chosen)).toEqual(bytes)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('S7: fewer shares than the threshold give other bytes', () => {
    fc.assert(
      fc.property(scheme, secret, ({ parts, threshold }, bytes) => {
        const shares = splitSecret(bytes, { parts, threshold, random })
        const tooFew = subsets(shares).filter(({ length }) => length >= 2 && length < threshold)
        for (const chosen of tooFew) expect(combineShares(chosen)).not.toEqual(bytes)
      }),
      { numRuns: 60 },
    )
  })

  test('one share below the threshold leaves every secret equally likely', () => {
    const everyByte = Array.from({ length: 256 }, (_, byte) => byte)
    for (const value of [0, 1, 0x53, 0xff]) {
      const seen = everyByte.map((coefficient) => {
        const fixed = (): Uint8Array => Uint8Array.of(coefficient)
        return splitSecret(Uint8Array.of(value), { parts: 2, threshold: 2, random: fixed })[1]?.[0]
      })
      expect(new Set(seen).size).toBe(256)
    }
  })

  test('S2: shares are numbered from 1 in their last byte, up to 255', () => {
    const shares = splitSecret(new Uint8Array(32), { parts: 255, threshold: 3, random })
    expect(shares.map((share) => share.length)).toEqual(Array(255).fill(33))
    expect(shares.map((share) => share[32])).toEqual(shares.map((_, index) => index + 1))
    expect(combineShares(shares)).toEqual(new Uint8Array(32))
  })

  test('the secret is left alone and the coefficients are overwritten', () => {
    const drawn: Uint8Array[] = []
    const bytes = new Uint8Array(32).fill(5)
    const watched = (length: number): Uint8Array => {
      const row = random(length)
      drawn.push(row)
      return row
    }
    splitSecret(bytes, { parts: 4, threshold: 4, random: watched })
    expect(bytes).toEqual(new Uint8Array(32).fill(5))
    expect(drawn).toEqual([1, 2, 3].map(() => new Uint8Array(32)))
  })
})

describe('shares of sops', () => {
  test('S6: every large enough choice of shares gives the data key back', () => {
    let combined = 0
    for (const { threshold, dataKey, shares } of sopsShares) {
      for (const chosen of subsets(shares).filter(({ length }) => length >= threshold)) {
        expect(combineShares(chosen.map(fromHex))).toEqual(fromHex(dataKey))
        combined += 1
      }
    }
    expect(combined).toBe(4 + 1 + 4 + 1 + 16 + 64)
  })

  test('S2: from the same coefficients come the very bytes of sops', () => {
    let compared = 0
    for (const { dataKey, shares } of sopsShares.filter(({ threshold }) => threshold === 2)) {
      const key = fromHex(dataKey)
      const first = fromHex(shares[0] ?? '')
      // At x = 1 a share is the secret plus its one coefficient.
      const coefficients = (): Uint8Array => key.map((byte, index) => byte ^ (first[index] ?? 0))
      const ours = splitSecret(key, { parts: shares.length, threshold: 2, random: coefficients })
      expect(ours).toEqual(shares.map(fromHex))
      compared += ours.length
    }
    expect(compared).toBe(3 + 2 + 3)
  })
})

describe('what cannot be split', () => {
  test.each([
    ['below 2', 3, 1],
    ['zero', 3, 0],
    ['negative', 3, -1],
    ['above the number of parts', 3, 4],
    ['fractional', 3, 2.5],
    ['not a number', 3, Number.NaN],
    ['for more than 255 parts', 256, 2],
  ])('S4: a threshold that is %s', (_, parts, threshold) => {
    const split = (): unknown => splitSecret(new Uint8Array(32), { parts, threshold, random })
    expect(split).toThrow(expect.objectContaining({ code: 'INVALID_THRESHOLD' }))
  })

  test('an empty secret', () => {
    const split = (): unknown => splitSecret(new Uint8Array(), { parts: 2, threshold: 2, random })
    expect(split).toThrow(expect.objectContaining({ code: 'INVALID_DATA_KEY' }))
  })

  test('a source of randomness that gives too little', () => {
    const short = (length: number): Uint8Array => new Uint8Array(length - 1)
    const split = (): unknown =>
      splitSecret(new Uint8Array(32), { parts: 2, threshold: 2, random: short })
    expect(split).toThrow(RangeError)
  })
})
