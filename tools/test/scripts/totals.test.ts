import { describe, expect, test } from 'vitest'
import { formatTotal, sumTotals } from '../../../scripts/totals.mjs'

describe('the plain total', () => {
  test('sums over suites', () => {
    const text = '{"passed":2,"failed":0,"skipped":1}\n{"passed":3,"failed":1,"skipped":0}\n'
    expect(sumTotals(text)).toEqual({ passed: 5, failed: 1, skipped: 1 })
  })

  test('is zero when no suite ran', () => {
    expect(sumTotals('')).toEqual({ passed: 0, failed: 0, skipped: 0 })
  })

  test('names skipped tests only when there are some', () => {
    expect(formatTotal({ passed: 5, failed: 0, skipped: 0 })).toBe('5 passed, 0 failed')
    expect(formatTotal({ passed: 5, failed: 1, skipped: 2 })).toBe('5 passed, 1 failed, 2 skipped')
  })
})
