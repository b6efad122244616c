// totals.mjs FILE: prints the sum of all suites that wrote to FILE, and fails when there is none or one failed.
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** @typedef {{ passed: number, failed: number, skipped: number }} Total */

/**
 * The sum over the lines a `TotalReporter` wrote.
 *
 * @param {string} text
 * @returns {Total}
 */
export function sumTotals(text) {
  const lines = text.split('\n').filter(Boolean)
  const totals = lines.map((line) => /** @type {Total} */ (JSON.parse(line)))
  return totals.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/**
 * The plain closing line.
 *
 * @param {Total} total
 */
export function formatTotal({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** The text of a totals file, empty when no suite got as far as writing it. @param {string} file */
export function readTotals(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

const [, script, file] = process.argv
if (script !== undefined && file !== undefined && import.meta.url === pathToFileURL(script).href) {
  const total = sumTotals(readTotals(file))
  console.log(formatTotal(total))
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}
