import { appendFileSync } from 'node:fs'

/** @typedef {import('vitest/node').TestModule} TestModule */

/**
 * A vitest reporter that adds one line, `{ passed, failed, skipped }`, to the file named by
 * SOPSKIT_TOTALS. A file that could not be loaded and an error outside every test count as failed.
 */
export class TotalReporter {
  /** @param {readonly TestModule[]} modules @param {readonly unknown[]} errors */
  onTestRunEnd(modules, errors) {
    const total = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      total.failed += module.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        total[state === 'passed' || state === 'skipped' ? state : 'failed'] += 1
      }
    }
    const file = process.env['SOPSKIT_TOTALS']
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(total)}\n`)
  }
}

// vitest loads a reporter from a file by its default export.
export default TotalReporter
