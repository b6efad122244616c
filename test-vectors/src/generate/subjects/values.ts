import { crafted } from '../crafted.ts'
import type { CraftedField } from '../crafted.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'
import { sealValue } from '../value-text.ts'

const bools = ['1', 't', 'T', 'TRUE', 'true', 'True', 'tRUE', '0', 'f', 'False', 'yes']

/** Plaintext as stored, and as it is hashed (V18). */
type Hashed = readonly (readonly [plaintext: string, hashed: string])[]

const ints: Hashed = [
  ['1', '1'],
  ['+5', '5'],
  ['-0', '0'],
  ['007', '7'],
  ['9223372036854775807', '9223372036854775807'],
  ['9223372036854775808', '9223372036854775808'],
  ['1_000', '1_000'],
  ['0x10', '0x10'],
  ['1.0', '1.0'],
]

const floats: Hashed = [
  ['1.0', '1'],
  ['NaN', 'NaN'],
  ['nan', 'NaN'],
  ['Inf', '+Inf'],
  ['-inf', '-Inf'],
  ['1e400', ''],
  ['0x1p-2', '0.25'],
  ['1_0.5', '10.5'],
  ['1e21', '1000000000000000000000'],
  ['-0', '-0'],
  ['1e-400', '0'],
  [' 1', ''],
  ['0x10', '16'],
]

const others: Readonly<Record<string, { readonly facts: string; readonly a: CraftedField }>> = {
  time: {
    facts: 'V18',
    a: {
      plaintext: '2020-01-02T03:04:05.120+02:00',
      type: 'time',
      hashed: '2020-01-02T03:04:05.12+02:00',
    },
  },
  'time-date-only': { facts: 'V18', a: { plaintext: '2020-01-02', type: 'time' } },
  'bytes-crash': { facts: 'Q5', a: { plaintext: 'xyz', type: 'bytes' } },
  'comment-type': { facts: 'V21', a: { plaintext: 'hello', type: 'comment' } },
  'unknown-type': { facts: 'V15', a: { plaintext: 'x', type: 'foo' } },
  'type-case': { facts: 'V15', a: { plaintext: 'x', type: 'Str' } },
  'invalid-utf8': { facts: 'J9', a: { plaintext: Uint8Array.of(0xff, 0xfe), type: 'str' } },
  'plain-in-encrypted': { facts: 'V15', a: { raw: 'hello' } },
  'int-in-encrypted': { facts: 'V15', a: { raw: 5, hashed: '5' } },
  empty: { facts: 'V12', a: { raw: '' } },
}

/** Values of every type, rightly and wrongly spelled. */
export function values(cases: RecordedCases): void {
  bools.forEach((plaintext, n) => {
    const hashed = ['1', 't', 'true'].includes(plaintext.toLowerCase()) ? 'True' : 'False'
    const a = { plaintext, type: 'bool', hashed }
    crafted(cases, { id: `val-bool-${twoDigits(n)}`, facts: 'V18', note: plaintext, fields: { a } })
  })
  ints.forEach(([plaintext, hashed], n) => {
    const a = { plaintext, type: 'int', hashed }
    crafted(cases, {
      id: `val-int-${twoDigits(n)}`,
      facts: 'V16 V18',
      note: plaintext,
      fields: { a },
    })
  })
  floats.forEach(([plaintext, hashed], n) => {
    const a = { plaintext, type: 'float', hashed }
    const flags = ['--output-type', 'yaml']
    crafted(cases, {
      id: `val-float-${twoDigits(n)}`,
      facts: 'V17 V18',
      note: plaintext,
      flags,
      fields: { a },
    })
  })
  for (const [name, { facts, a }] of Object.entries(others))
    crafted(cases, { id: `val-${name}`, facts, fields: { a } })
}

/** Plain values that look encrypted, and keys that hold a colon. */
export function oddPlainValues(cases: RecordedCases): void {
  const text = sealValue('q', { key: Buffer.alloc(32, 'k'), aad: 'a:', type: 'str' })
  roundTrip(cases, {
    id: 'val-looks-encrypted',
    facts: 'V14',
    format: 'json',
    plain: `{"a": "${text}", "b_unencrypted": "${text}", "c_unencrypted": 5, "d_unencrypted": null}`,
  })
  const plain = '"x:y":\n  b: v\nx:\n  "y:b": v\n'
  roundTrip(cases, { id: 'val-colon-key', facts: 'V6', format: 'yaml', plain })
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0')
}
