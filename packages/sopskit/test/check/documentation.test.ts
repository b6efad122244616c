import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findingTable } from '../../src/check/finding-table.ts'

test('docs/check.md has a row for every code, with its severity, in the same order', () => {
  const path = fileURLToPath(new URL('../../../../docs/check.md', import.meta.url))
  const rows = [...readFileSync(path, 'utf8').matchAll(/^\| `([A-Z0-9_]+)` +\| (\w+) +\|/gm)]
  const codes = Object.entries(findingTable).map(([code, { severity }]) => [code, severity])
  expect(codes.length).toBe(36)
  expect(rows.map(([, code, severity]) => [code, severity])).toEqual(codes)
})
