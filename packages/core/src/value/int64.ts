const smallest = -(2n ** 63n)
const largest = 2n ** 63n - 1n

/**
 * True for what a SOPS int can hold: 64 bits, signed (V-table).
 *
 * @example
 * ```ts
 * import { fitsInt64 } from '@sopskit/core'
 * fitsInt64(2n ** 63n) // false
 * ```
 */
export function fitsInt64(value: bigint): boolean {
  return value >= smallest && value <= largest
}
