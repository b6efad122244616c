/** The shortest decimal that reads back to the same double, taken apart. */
export interface FloatDigits {
  readonly negative: boolean
  /** Significant digits without leading or trailing zeros; `0` for zero. */
  readonly digits: string
  /** Where the decimal point stands, counted from the left of `digits`: 1.5 → 1, 0.05 → −1, 100 → 3. */
  readonly point: number
}

/**
 * Takes a finite float apart. Every text form SOPS knows (V17, E11, J10, N6) is made from these digits.
 *
 * @throws RangeError for NaN and the infinities, which have no digits.
 * @example
 * ```ts
 * import { floatDigits } from '@sopskit/core'
 * floatDigits(-1.5) // { negative: true, digits: '15', point: 1 }
 * ```
 */
export function floatDigits(value: number): FloatDigits {
  if (!Number.isFinite(value)) throw new RangeError('a finite number is needed')
  const negative = value < 0 || Object.is(value, -0)
  // An exponent form without a digit count has the shortest digits that read back to the same double.
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  return { negative, digits, point: digits === '0' ? 1 : Number(exponent) + 1 }
}

/**
 * Writes digits positionally, never with an exponent: `1`, `0.0000001`, `12345678901234567000` (V17).
 *
 * @example
 * ```ts
 * import { floatDigits, formatPositional } from '@sopskit/core'
 * formatPositional(floatDigits(1e-7)) // '0.0000001'
 * ```
 */
export function formatPositional({ negative, digits, point }: FloatDigits): string {
  const sign = negative ? '-' : ''
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits.padEnd(point, '0')
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/**
 * Writes digits with an exponent of at least two digits: `1e+06`, `1.234567e-05` (E11).
 *
 * @example
 * ```ts
 * import { floatDigits, formatExponent } from '@sopskit/core'
 * formatExponent(floatDigits(1234567)) // '1.234567e+06'
 * ```
 */
export function formatExponent({ negative, digits, point }: FloatDigits): string {
  const exponent = point - 1
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `${negative ? '-' : ''}${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`
}
