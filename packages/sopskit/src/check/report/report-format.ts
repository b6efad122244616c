import type { CheckReport } from '../check-options.ts'
import { githubReport } from './github-report.ts'
import { jsonReport } from './json-report.ts'
import { sarifReport } from './sarif-report.ts'
import { textReport } from './text-report.ts'

/** How a report is written. */
export type ReportFormat = 'text' | 'json' | 'github' | 'sarif'

const writers: Readonly<Record<ReportFormat, (report: CheckReport) => string>> = {
  text: textReport,
  json: jsonReport,
  github: githubReport,
  sarif: sarifReport,
}

/** The names of all formats. */
export const reportFormats: readonly string[] = Object.keys(writers)

/** True for the name of a format. */
export function isReportFormat(name: string): name is ReportFormat {
  return reportFormats.includes(name)
}

/**
 * A report as text: for people, for programs (`json`), as annotations of a GitHub workflow, or as SARIF 2.1.0, which
 * code scanning services read.
 *
 * @example
 * ```ts
 * import { checkFiles, formatCheckReport } from 'sopskit'
 * const report = await checkFiles(['secret.enc.yaml'])
 * const sarif = formatCheckReport(report, 'sarif')
 * ```
 */
export function formatCheckReport(report: CheckReport, format: ReportFormat): string {
  return writers[format](report)
}
