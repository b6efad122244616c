import { formatPath, type TextPosition } from '@sopskit/core'
import type { CheckReport } from '../check-options.ts'
import type { CheckFailure, Finding } from '../finding.ts'
import { findingTable } from '../finding-table.ts'

const codes = Object.entries(findingTable)

/** A report in SARIF 2.1.0, which code scanning services read. */
export function sarifReport({ findings, failures }: CheckReport): string {
  const run = {
    tool: { driver: { name: 'sopskit', rules: codes.map(ruleOf) } },
    // Columns count code points, as the positions of sopskit do.
    columnKind: 'unicodeCodePoints',
    invocations: [
      {
        executionSuccessful: failures.length === 0,
        toolExecutionNotifications: failures.map(notificationOf),
      },
    ],
    results: findings.map(resultOf),
  }
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function ruleOf([id, { severity, summary }]: (typeof codes)[number]) {
  return {
    id,
    shortDescription: { text: summary },
    defaultConfiguration: { level: severity },
  }
}

function resultOf({ code, severity, path, position, keyPath, message }: Finding) {
  const logical = keyPath && [{ fullyQualifiedName: formatPath(keyPath), kind: 'member' }]
  return {
    ruleId: code,
    ruleIndex: codes.findIndex(([id]) => id === code),
    level: severity,
    message: { text: message },
    locations: [{ ...locationOf(path, position), ...(logical && { logicalLocations: logical }) }],
  }
}

function notificationOf({ code, message, path, position }: CheckFailure) {
  return {
    level: 'error',
    descriptor: { id: code },
    message: { text: message },
    locations: [locationOf(path, position)],
  }
}

function locationOf(path: string, position: TextPosition | undefined) {
  const region = position && { startLine: position.line, startColumn: position.column }
  const uri = path.split('/').map(encodeURIComponent).join('/')
  return {
    physicalLocation: { artifactLocation: { uri }, ...(region && { region }) },
  }
}
