import { floatDigits, formatExponent, formatPositional } from '../text/float-digits.ts'

/** From this power of ten on Python 3 writes an exponent; in `str` of Python 2 it is the twelfth. */
const exponentFrom = 16
const exponentFromInPython2 = 12

/**
 * A float as Python spells it, which is what 0.x and 1.x encrypted and covered by the MAC (H1): `2.0`,
 * `1e-07`, `1e+16`, `inf`.
 */
export function formatPythonFloat(value: number, largest: number = exponentFrom): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const float = floatDigits(value)
  const exponent = float.point - 1
  if (exponent < -4 || exponent >= largest) return formatExponent(float)
  return formatPositional(float) + (float.point < float.digits.length ? '' : '.0')
}

/** True for a float and the one text that Python, of either kind, has for it. */
export function isPythonFloat(text: string, value: unknown): boolean {
  if (typeof value !== 'number') return false
  return (
    text === formatPythonFloat(value) || text === formatPythonFloat(value, exponentFromInPython2)
  )
}
