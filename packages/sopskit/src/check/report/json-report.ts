import type { CheckReport } from '../check-options.ts'

/** A report for programs: the fields of `CheckReport`. */
export function jsonReport(report: CheckReport): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
