import type { Timestamp } from '@sopskit/core'
import { timestamp } from '@sopskit/core'

const dateForm =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:([Tt]| +)(\d\d?):(\d\d?):(\d\d?)(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)?)?$/

const mostHours = 24
const mostMinutes = 60
const nanosecondDigits = 9

/**
 * Reads a time in the forms of P13 and gives its canonical RFC 3339 text: two digits for every field, no
 * trailing zeros in the fraction, `Z` for a zero offset. `undefined` when it is no time.
 */
export function parsePlainTime(text: string): Timestamp | undefined {
  // Year and hyphen first: this runs for everything that starts with a digit.
  if (text.charCodeAt(4) !== 0x2d) return undefined
  const match = dateForm.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '', day = '', separator] = match
  if (!isCalendarDay(Number(year), Number(month), Number(day))) return undefined
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`
  if (separator === undefined) return timestamp(`${date}T00:00:00Z`)
  const clock = clockText(match)
  return clock === undefined ? undefined : timestamp(`${date}T${clock}`)
}

function clockText(match: RegExpExecArray): string | undefined {
  const [, , , , separator = '', hour = '', minute = '', second = '', fraction = '', zone] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const offset = separator.startsWith(' ')
    ? zone === undefined
      ? 'Z'
      : undefined
    : offsetText(zone)
  if (offset === undefined) return undefined
  const clock = `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`
  return clock + fractionText(fraction) + offset
}

function fractionText(digits: string): string {
  const kept = digits.slice(0, nanosecondDigits).replace(/0+$/, '')
  return kept === '' ? '' : `.${kept}`
}

function offsetText(zone: string | undefined): string | undefined {
  if (zone === undefined || zone === 'Z') return zone
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (hours > mostHours || minutes > mostMinutes) return undefined
  const total = hours * 60 + minutes
  if (total === 0) return 'Z'
  return `${zone.charAt(0)}${twoDigits(Math.floor(total / 60))}:${twoDigits(total % 60)}`
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function twoDigits(value: string | number): string {
  return String(value).padStart(2, '0')
}
