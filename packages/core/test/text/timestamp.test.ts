import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTimestamp, truncateToSeconds } from '../../src/text/timestamp.ts'
import { timestamp } from '../../src/tree/create.ts'

describe('parseTimestamp', () => {
  // Each was decrypted with sops 3.13.3 as a value of type `time`.
  it.each([
    ['2001-12-14T21:59:43.1-05:00', '2001-12-14T21:59:43.1-05:00'],
    ['2001-12-14T21:59:43.10-05:00', '2001-12-14T21:59:43.1-05:00'],
    ['2001-12-14T21:59:43+00:00', '2001-12-14T21:59:43Z'],
    ['2001-12-14T21:59:43-00:00', '2001-12-14T21:59:43Z'],
    ['2001-12-14T21:59:43.000Z', '2001-12-14T21:59:43Z'],
    ['2001-12-14T21:59:43.5+00:00', '2001-12-14T21:59:43.5Z'],
    ['2001-12-14T21:59:43,5Z', '2001-12-14T21:59:43.5Z'],
    ['2001-12-14T1:59:43Z', '2001-12-14T01:59:43Z'],
    ['2001-12-14T21:59:43.1234567891Z', '2001-12-14T21:59:43.123456789Z'],
    ['2001-12-14T21:59:43.9999999999Z', '2001-12-14T21:59:43.999999999Z'],
    ['2001-12-14T21:59:43.0000000001Z', '2001-12-14T21:59:43Z'],
    ['2001-12-14T21:59:43+23:59', '2001-12-14T21:59:43+23:59'],
    ['2001-12-14T21:59:43-23:59', '2001-12-14T21:59:43-23:59'],
    ['2001-12-14T21:59:43+00:01', '2001-12-14T21:59:43+00:01'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
    ['0000-02-29T00:00:00Z', '0000-02-29T00:00:00Z'],
    ['0000-01-01T00:00:00+01:00', '0000-01-01T00:00:00+01:00'],
    ['9999-12-31T23:59:59.999999999Z', '9999-12-31T23:59:59.999999999Z'],
  ])('reads %s as %s (V-table)', (text, canonical) => {
    expect(parseTimestamp(text)).toEqual(timestamp(canonical))
  })

  // Each was refused by sops 3.13.3 (exit 25).
  it.each([
    '',
    '2001-12-14',
    '2001-12-14t21:59:43Z',
    '2001-12-14T21:59:43z',
    '2001-12-14 21:59:43Z',
    '2001-12-14T21:59:43',
    '2001-12-14T21:59:43.5',
    '2001-12-14T21:59:43.Z',
    '2001-12-14T21:59:60Z',
    '2001-12-14T24:00:00Z',
    '2001-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2001-04-31T00:00:00Z',
    '2001-13-14T21:59:43Z',
    '2001-00-14T21:59:43Z',
    '2001-12-00T21:59:43Z',
    '2001-1-1T00:00:00Z',
    '2001-12-14T21:59:43+24:00',
    '2001-12-14T21:59:43+23:60',
    '2001-12-14T21:59:43+0100',
    '2001-12-14T21:59:43+01',
    '2001-12-14T21:59:43Z ',
    ' 2001-12-14T21:59:43Z',
    '2001-12-14T21:59:43Z\n',
    '10000-01-01T00:00:00Z',
    '-001-12-14T21:59:43Z',
    '２００１-12-14T21:59:43Z',
  ])('refuses %j (V-table)', (text) => {
    expect(parseTimestamp(text)).toBeUndefined()
  })

  it('reads every moment that JavaScript writes', () => {
    const dates = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(dates, (date) => {
        const read = parseTimestamp(date.toISOString())
        expect(new Date(read?.text ?? '')).toEqual(date)
      }),
    )
  })

  it('reads its own text as itself', () => {
    const parts = fc.tuple(fc.nat(29), fc.nat(24), fc.nat(999_999_999), fc.nat(24))
    fc.assert(
      fc.property(parts, ([day, hour, fraction, zone]) => {
        const two = (count: number): string => String(count).padStart(2, '0')
        const text = `2024-02-${two(day)}T${two(hour)}:00:00.${fraction}+${two(zone)}:00`
        const read = parseTimestamp(text)
        expect(read === undefined).toBe(day === 0 || hour === 24 || zone === 24)
        expect(parseTimestamp(read?.text ?? '')).toEqual(read)
      }),
    )
  })
})

describe('truncateToSeconds', () => {
  it.each([
    ['2024-01-02T03:04:05.5Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05.123456789+02:00', '2024-01-02T03:04:05+02:00'],
    ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
  ])('makes %s into %s (D10)', (text, seconds) => {
    expect(truncateToSeconds(timestamp(text))).toEqual(timestamp(seconds))
  })
})
