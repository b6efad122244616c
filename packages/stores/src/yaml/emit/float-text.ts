import { floatDigits, formatExponent, formatPositional } from '@sopskit/core'

const lowestPositionalExponent = -4
const lowestLargeExponent = 6

/** A float in YAML: shortest digits, an exponent for the very small and from a million on (E10, E11). */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  const digits = floatDigits(value)
  const exponent = digits.point - 1
  const positional = exponent >= lowestPositionalExponent && exponent < lowestLargeExponent
  return positional ? formatPositional(digits) : formatExponent(digits)
}
