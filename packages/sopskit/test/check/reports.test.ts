import { expect, test } from 'vitest'
import type { CheckReport } from '../../src/check/check-options.ts'
import { findingTable } from '../../src/check/finding-table.ts'
import { formatCheckReport } from '../../src/check/report/report-format.ts'

const report: CheckReport = {
  files: 3,
  findings: [
    {
      code: 'PLAIN_VALUE',
      severity: 'error',
      path: 'a b,c:%.yaml',
      position: { line: 2, column: 5 },
      keyPath: ['db', 'x\n::error::'],
      message: 'Line one.\r\n::warning::two % done',
    },
    { code: 'EMPTY_VALUE', severity: 'warning', path: 'dir/ü.yaml', message: 'Empty.' },
  ],
  failures: [{ path: '.sops.yaml', code: 'CONFIG_INVALID', message: 'Unknown key.' }],
}

test('as text each has one line, whatever names hold', () => {
  expect(formatCheckReport(report, 'text').split('\n')).toEqual([
    `a b,c:%.yaml:2:5: error PLAIN_VALUE ["db"]["x\\n::error::"]: Line one.\u{fffd}\u{fffd}::warning::two % done`,
    'dir/ü.yaml: warning EMPTY_VALUE: Empty.',
    '.sops.yaml: not checked CONFIG_INVALID: Unknown key.',
    '3 files checked: 1 error and 1 warning; 1 could not be checked.',
    '',
  ])
})

test('as JSON it is the report', () => {
  expect(JSON.parse(formatCheckReport(report, 'json'))).toEqual(report)
})

test('as annotations of GitHub nothing ends one and begins another', () => {
  const lines = formatCheckReport(report, 'github').split('\n')
  expect(lines).toEqual([
    `::error file=a b%2Cc%3A%25.yaml,line=2,col=5,title=PLAIN_VALUE::["db"]["x\\n::error::"]: Line one.\u{fffd}\u{fffd}::warning::two %25 done`,
    '::warning file=dir/ü.yaml,title=EMPTY_VALUE::Empty.',
    '::error file=.sops.yaml,title=not checked%3A CONFIG_INVALID::Unknown key.',
    '3 files checked: 1 error and 1 warning; 1 could not be checked.',
    '',
  ])
})

test('as SARIF 2.1.0 it has rules, results and what could not be checked', () => {
  const log: unknown = JSON.parse(formatCheckReport(report, 'sarif'))
  const ids = Object.keys(findingTable)
  expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'sopskit' } } }] })
  const [run] = (log as { runs: Record<string, unknown>[] }).runs
  const { tool, results, invocations } = run as {
    tool: { driver: { rules: { id: string }[] } }
    results: unknown[]
    invocations: unknown[]
  }
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(ids)
  expect(results).toEqual([
    {
      ruleId: 'PLAIN_VALUE',
      ruleIndex: ids.indexOf('PLAIN_VALUE'),
      level: 'error',
      message: { text: 'Line one.\r\n::warning::two % done' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b%2Cc%3A%25.yaml' },
            region: { startLine: 2, startColumn: 5 },
          },
          logicalLocations: [
            { fullyQualifiedName: String.raw`["db"]["x\n::error::"]`, kind: 'member' },
          ],
        },
      ],
    },
    {
      ruleId: 'EMPTY_VALUE',
      ruleIndex: ids.indexOf('EMPTY_VALUE'),
      level: 'warning',
      message: { text: 'Empty.' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'dir/%C3%BC.yaml' } } }],
    },
  ])
  expect(invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          descriptor: { id: 'CONFIG_INVALID' },
          message: { text: 'Unknown key.' },
          locations: [{ physicalLocation: { artifactLocation: { uri: '.sops.yaml' } } }],
        },
      ],
    },
  ])
})
