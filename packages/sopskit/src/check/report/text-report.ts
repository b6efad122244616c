import { formatPath, type TextPosition } from '@sopskit/core'
import type { CheckReport } from '../check-options.ts'
import type { Finding } from '../finding.ts'

/** A report for people: a line for each finding, and one that sums them up. */
export function textReport(report: CheckReport): string {
  const { findings, failures } = report
  const lines = [
    ...findings.map(findingLine),
    ...failures.map(
      ({ path, position, code, message }) =>
        `${place(path, position)}: not checked ${code}: ${firstLine(message)}`,
    ),
    summaryOf(report),
  ]
  return lines.map((line) => `${printable(line)}\n`).join('')
}

function findingLine({ path, position, severity, code, keyPath, message }: Finding): string {
  const key = keyPath === undefined ? '' : ` ${formatPath(keyPath)}`
  return `${place(path, position)}: ${severity} ${code}${key}: ${message}`
}

function place(path: string, position: TextPosition | undefined): string {
  return position === undefined ? path : `${path}:${position.line}:${position.column}`
}

/** Why no key opens a file is told key by key, on lines of their own. */
export function firstLine(message: string): string {
  return message.split('\n', 1).join('').trimEnd()
}

function summaryOf({ files, findings, failures }: CheckReport): string {
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length
  const [errors, warnings] = [count('error'), count('warning')]
  const found = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ]
  const missed = failures.length > 0 ? `; ${failures.length} could not be checked` : ''
  const what = found.length === 0 ? 'nothing found' : found.join(' and ')
  return `${plural(files, 'file')} checked: ${what}${missed}.`
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** Names of files and keys can come from strangers; none may pass for a line of its own. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
}
