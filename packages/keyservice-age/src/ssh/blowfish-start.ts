const words = 18 + 4 * 256
const guard = 64n

/**
 * The numbers that Blowfish starts from: the first bits behind the point of π, 18 words for the subkeys and
 * 1024 for the S-boxes. Computing them takes some milliseconds and spares a table that nobody would check.
 */
export function blowfishStart(): Int32Array {
  const one = 1n << (BigInt(words * 32) + guard)
  // Machin: π = 16·arctan(1/5) − 4·arctan(1/239).
  const pi = 16n * arctan(5n, one) - 4n * arctan(239n, one)
  const hex = ((pi - 3n * one) >> guard).toString(16).padStart(words * 8, '0')
  return Int32Array.from(hex.match(/.{8}/g) ?? [], (word) => Number.parseInt(word, 16) | 0)
}

/** The arc tangent of 1/x, times `one`. */
function arctan(x: bigint, one: bigint): bigint {
  const square = x * x
  let power = one / x
  let sum = power
  for (let divisor = 3n; power !== 0n; divisor += 2n) {
    power /= -square
    sum += power / divisor
  }
  return sum
}
