import { timestamp } from '../tree/create.ts'
import type { Timestamp } from '../tree/tree.ts'

// As sops reads it: RFC 3339 with capital `T` and `Z`; an hour of one digit and a comma before the
// fraction pass too. The groups: date, hour, minutes and seconds, fraction, offset.
const pattern = /^(\d{4}-\d\d-\d\d)T(\d{1,2})(:\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/

const nanosecondDigits = 9

/**
 * Reads an RFC 3339 timestamp strictly (V-table `time`, D10, D11) and gives its canonical text: the
 * fraction cut after nanoseconds and without trailing zeros, a zero offset as `Z`, any other offset
 * kept. Gives `undefined` for everything else: a date alone, no zone, a day that does not exist, a
 * leap second.
 *
 * @example
 * ```ts
 * import { parseTimestamp } from '@sopskit/core'
 * parseTimestamp('2001-12-14T21:59:43.10+00:00')?.text // '2001-12-14T21:59:43.1Z'
 * parseTimestamp('2001-12-14') // undefined
 * ```
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [, date = '', hour = '', rest = '', fraction = '', zone = ''] = match
  const time = `${hour.padStart(2, '0')}${rest}`
  if (!isDate(date) || !isTime(time) || !isZone(zone)) return undefined
  return timestamp(`${date}T${time}${canonicalFraction(fraction)}${canonicalZone(zone)}`)
}

/** Drops the fraction of a second: the form of `lastmodified` that authenticates the MAC (D10). */
export function truncateToSeconds({ text }: Timestamp): Timestamp {
  return timestamp(text.replace(/\.\d+/, ''))
}

function isDate(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)
}

function daysOf(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function isTime(time: string): boolean {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return hour < 24 && minute < 60 && second < 60
}

function isZone(zone: string): boolean {
  return zone === 'Z' || isTime(`${zone.slice(1)}:00`)
}

function canonicalFraction(digits: string): string {
  const kept = digits.slice(0, nanosecondDigits).replace(/0+$/, '')
  return kept === '' ? '' : `.${kept}`
}

function canonicalZone(zone: string): string {
  return zone.slice(1) === '00:00' ? 'Z' : zone
}
