import { formatPath, type TextPosition } from '@sopskit/core'
import type { CheckReport } from '../check-options.ts'
import { firstLine, printable, textReport } from './text-report.ts'

/** Annotations that a GitHub workflow shows at the lines of files, and the summary for its log. */
export function githubReport(report: CheckReport): string {
  const { findings, failures } = report
  const lines = [
    ...findings.map(({ code, severity, path, position, keyPath, message }) => {
      const key = keyPath === undefined ? '' : `${formatPath(keyPath)}: `
      return annotation(severity, { path, position, title: code, text: `${key}${message}` })
    }),
    ...failures.map(({ code, path, position, message }) => {
      const text = firstLine(message)
      return annotation('error', { path, position, title: `not checked: ${code}`, text })
    }),
  ]
  const summary = textReport(report).trimEnd().split('\n').at(-1) ?? ''
  return [...lines, summary].map((line) => `${line}\n`).join('')
}

interface Annotation {
  readonly path: string
  readonly position: TextPosition | undefined
  readonly title: string
  readonly text: string
}

function annotation(kind: string, { path, position, title, text }: Annotation): string {
  const at = position === undefined ? '' : `,line=${position.line},col=${position.column}`
  return `::${kind} file=${property(path)}${at},title=${property(title)}::${escape(printable(text))}`
}

function property(text: string): string {
  return escape(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

function escape(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
