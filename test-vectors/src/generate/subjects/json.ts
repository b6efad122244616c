import { testRecipient } from '../../test-identities.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'

const texts: Readonly<Record<string, string>> = {
  empty: '{}',
  empties: '{"a":{},"b":[],"c":[{}]}',
  escapes: '{"a":"<>&\\u2028\\u00e9\\ud83d\\ude00\\u0000\\u007f\\b\\f\\n\\r\\t\\"\\\\/","<k>":1}',
  'dup-keys': '{"a":1,"a":2}',
  'empty-key': '{"":1}',
  trailing: '{"a":"x"} trailing',
  'two-objects': '{"a":"x"}{"b":1}',
  numbers:
    '{"a":-0,"b":1E5,"c":123456789012345678,"d":0.1,"e":1.10,"f":1e-7,"g":0.000001,"h":1e20,"i":1e21,"j":9223372036854775808,"k":-9223372036854775808,"l":1.0,"m":-0.0,"n":9007199254740993}',
  surrogate: '{"a":"\\ud800"}',
  'truncated-1': '{"a":',
  'truncated-2': '{"a":[1',
  'truncated-3': '{"a":"x"',
  comma: '{"a":"x",}',
  big: '{"a":1e400}',
  string: '"s"',
  number: '5',
  null: 'null',
  array: '[]',
  blank: ' ',
  bom: '\ufeff{"a":1}',
  comment: '// c\n{"a":1}',
  zero: '{"a":01}',
  sops: '{"sops":1}',
  nested: '{"a":{"b":{"c":[1,[2,{"d":"e"}]]}},"n":null}',
}

/** JSON documents, good and bad. */
export function json(cases: RecordedCases): void {
  for (const [name, plain] of Object.entries(texts)) {
    const facts = 'J1 J2 J3 J4 J5 J6 J7 J9 J10'
    roundTrip(cases, { id: `json-${name}`, facts, format: 'json', plain, alsoAs: ['yaml'] })
  }
  const plain = Buffer.from('{"a":"\u00ff","\u00ff":"b"}', 'latin1')
  roundTrip(cases, { id: 'json-invalid-utf8', facts: 'J6', format: 'json', plain, alsoAs: [] })
  for (const indent of [-2, -1, 0, 1, 4]) {
    roundTrip(cases, {
      id: `json-indent-${indent}`,
      facts: 'J8',
      format: 'json',
      plain: '{"a":{"b":[1,{}]},"c":{}}',
      config: `creation_rules:\n  - age: ${testRecipient(0)}\nstores:\n  json:\n    indent: ${indent}\n`,
      alsoAs: [],
    })
  }
}
