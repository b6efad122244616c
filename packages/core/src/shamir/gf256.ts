/**
 * The field GF(2^8) of S1; addition is XOR. No tables and no branches on operands: the time taken and
 * the memory touched are the same for every value, because one operand is usually part of a secret.
 *
 * @module
 */

const reduction = 0x1b // x^8 + x^4 + x^3 + x + 1 without its highest term

/** The product of two bytes. */
export function multiply(a: number, b: number): number {
  let product = 0
  let shifted = a
  for (let bit = 0; bit < 8; bit++) {
    product ^= shifted & mask((b >> bit) & 1)
    shifted = ((shifted << 1) & 0xff) ^ (reduction & mask(shifted >> 7))
  }
  return product
}

/** All bits for 1, none for 0. Subtracted, since negating 0 gives -0, which engines keep in another way. */
function mask(bit: number): number {
  return 0 - bit
}

/** The multiplicative inverse of a byte, as its power 254; 0 for 0. */
export function invert(a: number): number {
  let power = 1
  for (let bit = 7; bit >= 0; bit--) {
    power = multiply(power, power)
    // 254 is 0b11111110: the exponent is fixed, so this branch tells nothing about `a`.
    if (bit > 0) power = multiply(power, a)
  }
  return power
}
