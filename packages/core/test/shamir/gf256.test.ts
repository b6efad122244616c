import { expect, test } from 'vitest'
import { invert, multiply } from '../../src/shamir/gf256.ts'

/** Long multiplication of polynomials and division by 0x11b, the way it is done on paper (S1). */
function product(a: number, b: number): number {
  let carryless = 0
  for (let bit = 0; bit < 8; bit++) if ((b >> bit) % 2 === 1) carryless ^= a << bit
  for (let bit = 15; bit >= 8; bit--)
    if ((carryless >> bit) % 2 === 1) carryless ^= 0x11b << (bit - 8)
  return carryless
}

const bytes = Array.from({ length: 256 }, (_, byte) => byte)

test('S1: all 65,536 products are those of the field', () => {
  const wrong = bytes.flatMap((a) =>
    bytes.filter((b) => multiply(a, b) !== product(a, b)).map((b) => [a, b]),
  )
  expect(wrong).toEqual([])
})

test('S1: every byte but 0 times its inverse is 1', () => {
  expect(bytes.map((a) => product(a, invert(a)))).toEqual(bytes.map((a) => Math.sign(a)))
})
