import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'

const refused: readonly (readonly [plain: string, facts: string])[] = [
  ['', 'P3 Z1'],
  ['\n', 'P3'],
  ['# c\n', 'P3'],
  ['[]\n', 'P4'],
  ['hello\n', 'P4'],
  ['a: 1\na: 2\n', 'P6'],
  ['a:\n  b: 1\n  b: 2\n', 'P6'],
  ['1: a\n', 'P11 Z4'],
  ['m:\n  1.5: a\n', 'P11 Z4'],
  ['true: a\n', 'P11 Z4'],
  ['~: a\n', 'P11 Z4'],
  ['2001-01-01: a\n', 'P11 Z4'],
  ['? [a]\n: b\n', 'P11'],
  ['a: 18446744073709551615\n', 'P13 Z4'],
  ['a: *x\n', 'P7'],
  ['a: &x [*x]\n', 'P6'],
  ['c:\n  <<: 5\n', 'P6'],
  ['a: !!int abc\n', 'P6'],
  ['%YAML 1.2\n---\na: 1\n', 'P5'],
  ['a: 1\n...\nb: 2\n', 'P5'],
  ['a: 1\n---\n- x\n', 'P4'],
  ['sops: x\n', 'D21'],
  ['a: 1\n---\nsops: x\n', 'D21'],
  ['\ta: b\n', 'P1'],
  ['a: @x\n', 'P1'],
  ['a: b: c\n', 'P1'],
  ['a: "\\/"\n', 'P12'],
  ['a: \u0001\n', 'P1'],
]

/** YAML that sops refuses to encrypt. */
export function yamlErrors(cases: RecordedCases): void {
  refused.forEach(([plain, facts], n) => {
    roundTrip(cases, { id: `yaml-err-${String(n).padStart(2, '0')}`, facts, format: 'yaml', plain })
  })
  const latin1 = Buffer.from('a: \u00ff\n', 'latin1')
  roundTrip(cases, { id: 'yaml-err-latin1', facts: 'P1', format: 'yaml', plain: latin1 })
  roundTrip(cases, { id: 'yaml-merge-scalar', facts: 'Q10', format: 'yaml', plain: '"<<": x\n' })
}
