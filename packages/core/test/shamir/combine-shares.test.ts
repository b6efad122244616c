import fc from 'fast-check'
import { expect, test } from 'vitest'
import { combineShares } from '../../src/shamir/combine-shares.ts'
import { sopsShares } from './sops-shares.ts'

const [set] = sopsShares
const shares = (set?.shares ?? []).map((hex) => new Uint8Array(Buffer.from(hex, 'hex')))
const first = shares[0] ?? new Uint8Array()
const second = shares[1] ?? new Uint8Array()
const numbered = (number: number): Uint8Array => first.with(32, number)

test.each([
  ['no share', []],
  ['one share', [first]],
  ['the same share twice', [first, first]],
  ['two shares with one number', [first, second, numbered(2)]],
  ['shares of different length', [first, second.subarray(1)]],
  ['shares without content', [Uint8Array.of(1), Uint8Array.of(2)]],
  ['empty shares', [new Uint8Array(), new Uint8Array()]],
  ['a share with the number 0', [numbered(0), second]],
])('S6: %s cannot be combined', (_, given) => {
  const wanted: unknown = expect.objectContaining({ code: 'INVALID_SHARES' })
  expect(() => combineShares(given)).toThrow(wanted)
})

test('the order of the shares does not matter, and they are left alone', () => {
  const copies = shares.map((share) => share.slice())
  fc.assert(
    fc.property(fc.shuffledSubarray(shares, { minLength: 2 }), (chosen) => {
      expect(Buffer.from(combineShares(chosen)).toString('hex')).toBe(set?.dataKey)
      expect(shares).toEqual(copies)
    }),
    { numRuns: 30 },
  )
})

test('an error tells nothing of the shares', () => {
  expect(() => combineShares([first, first])).toThrow(/^(?!.*([0-9a-f]{8}|\d+,\d+))/)
})
