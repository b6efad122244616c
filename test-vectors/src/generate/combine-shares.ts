/** Combines Shamir shares by Lagrange interpolation at 0 (S1, S6), independent of the product's code. */
export function combineShares(shares: readonly Uint8Array[]): Buffer {
  const length = (shares[0]?.length ?? 1) - 1
  const points = shares.map((share) => at(share, length))
  const weights = points.map((x) => weightAtZero(x, points))
  return Buffer.from(
    Array.from({ length }, (_, i) =>
      shares.reduce((sum, share, j) => sum ^ multiply(at(share, i), at(weights, j)), 0),
    ),
  )
}

function weightAtZero(x: number, points: readonly number[]): number {
  const others = points.filter((other) => other !== x)
  return others.reduce(
    (product, other) => multiply(product, multiply(other, inverse(other ^ x))),
    1,
  )
}

function multiply(a: number, b: number): number {
  let [product, factor] = [0, a]
  for (let bits = b; bits > 0; bits >>= 1) {
    if ((bits & 1) === 1) product ^= factor
    factor = factor & 0x80 ? (factor << 1) ^ 0x11b : factor << 1
  }
  return product
}

function inverse(a: number): number {
  for (let x = 1; x < 256; x++) if (multiply(a, x) === 1) return x
  throw new RangeError('0 has no inverse')
}

function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] ?? 0
}
