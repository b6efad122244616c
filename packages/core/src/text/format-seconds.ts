/**
 * A point in time as SOPS writes it: UTC in whole seconds, `YYYY-MM-DDTHH:MM:SSZ` (D10).
 *
 * @throws RangeError for an invalid date, and for years that have no four digits.
 */
export function formatSeconds(time: Date): string {
  const text = time.toISOString()
  if (!/^\d{4}-/.test(text)) throw new RangeError('The year must have four digits.')
  return `${text.slice(0, 19)}Z`
}
