import { floatDigits, formatExponent, formatPositional } from '@sopskit/core'

const lowestPositionalExponent = -4
const lowestLargeExponent = 6

/** A float in dotenv and INI: `1.0`, `0.1`, `1E+21`, `1E-07`, `+Inf` (N6). */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const digits = floatDigits(value)
  const exponent = digits.point - 1
  if (exponent < lowestPositionalExponent || exponent >= lowestLargeExponent) {
    return formatExponent(digits).toUpperCase()
  }
  const text = formatPositional(digits)
  return text.includes('.') ? text : `${text}.0`
}
