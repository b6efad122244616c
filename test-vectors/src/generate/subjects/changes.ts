import { craft, oneValue } from '../crafted.ts'
import { onEncryptedFile } from '../on-encrypted-file.ts'
import type { FileCase } from '../on-encrypted-file.ts'
import type { RecordedCases } from '../recorded-cases.ts'

const small = '{"a":"x","m":{"k":1},"l":[1,2],"n":null}'

const setValues = [
  '"y"',
  '5',
  '5.0',
  '1e3',
  '12345678901234567890',
  '9007199254740993',
  'true',
  'null',
  '{"z":1,"y":[1,{"q":null}]}',
  '[1,2]',
  'hello',
  '',
  '"x" y',
  ' "q" ',
]

const setPaths = [
  '["new"]',
  '["m"]["new"]["deep"]',
  '["m"]["new"][0]',
  '["m"]["new"][3]["z"]',
  '["l"][0]',
  '["l"][2]',
  '["l"][7]',
  '["l"][-1]',
  '["l"]["x"]',
  '["m"][0]',
  '["a"]["b"]',
  '["n"]["b"]',
  '["a"][0]',
  '["l"][5]["k"]',
  '["sops"]',
  '',
  'a',
  '["a_unencrypted"]',
]

const unsetPaths = [
  '["a"]',
  '["m"]["k"]',
  '["m"]',
  '["l"][0]',
  '["l"][9]',
  '["zz"]',
  '["m"]["q"]',
  '["a"]["b"]',
  '["l"]["x"]',
  '["l"][-1]',
  '["a"][0]',
  '',
  '[0]',
]

const idempotent = ['--idempotent']

const files: readonly FileCase[] = [
  {
    id: 'set-values',
    facts: 'X20 X21 X23',
    format: 'json',
    plain: small,
    actions: setValues.map((value) => ({ set: '["a"]', value })),
  },
  {
    id: 'set-paths',
    facts: 'X20 X21 X23',
    format: 'json',
    plain: small,
    actions: setPaths.map((set) => ({ set, value: '9' })),
  },
  {
    id: 'set-idempotent',
    facts: 'X22',
    format: 'json',
    plain: '{"a":"x","b":5,"c":5.5}',
    actions: [
      { set: '["a"]', value: '"x"', flags: idempotent },
      { set: '["b"]', value: '5', flags: idempotent },
      { set: '["c"]', value: '5.5', flags: idempotent },
    ],
  },
  {
    id: 'set-iv-reuse',
    facts: 'V19',
    note: 'a, b[1], b[2], d keep their ciphertext; b[0] takes the IV of b[1]',
    format: 'json',
    plain: '{"a":"x","b":["q","q","r"],"c":"x","d":1.5}',
    actions: [{ set: '["c"]', value: '"zz"' }],
  },
  {
    id: 'set-yaml',
    facts: 'X21 V20',
    format: 'yaml',
    plain: 'a: x # c\nm:\n  # h\n  k: 1\n---\nz: 1\n',
    actions: [
      { set: '["m"]["k"]', value: '"new"' },
      { set: '["t"]', value: '"2001-01-01"' },
    ],
  },
  {
    id: 'set-env',
    facts: 'X24',
    format: 'dotenv',
    plain: 'A=x\n',
    actions: [
      { set: '["A"]', value: '5' },
      { set: '["A"]', value: '{"a":1}' },
    ],
  },
  {
    id: 'set-ini',
    facts: 'X21',
    format: 'ini',
    plain: '[s]\na=x\n',
    actions: [
      { set: '["s"]["a"]', value: 'true' },
      { set: '["u"]["v"]', value: '"w"' },
      { set: '["w"]', value: '"w"' },
    ],
  },
  {
    id: 'set-bin',
    facts: 'X21',
    format: 'binary',
    plain: 'bin',
    actions: [{ set: '["data"]', value: '"q"' }],
  },
  {
    id: 'unset',
    facts: 'X30',
    format: 'json',
    plain: small,
    actions: [...unsetPaths.map((unset) => ({ unset })), { unset: '["zz"]', flags: idempotent }],
  },
  {
    id: 'unset-comments',
    facts: 'X30',
    format: 'yaml',
    plain: 'a: 1\n# c\nb: 2\n',
    actions: [{ unset: '["b"]' }, { unset: '["a"]' }],
  },
]

/** Values set and taken away, and a file given a new data key. */
export function changes(cases: RecordedCases): void {
  for (const file of files) onEncryptedFile(cases, file)
  cases.record({ id: 'rotate', facts: 'K1 D14 V19' }, (recorder) => {
    const { document } = craft(recorder.lab, { fields: oneValue, metadata: { version: '3.7.0' } })
    recorder.write('enc.json', JSON.stringify(document, null, 1)).copy('enc.json', 'after.json')
    recorder.run(['rotate', '-i', 'after.json'], { random: true, changes: 'after.json' })
    recorder.run(['decrypt', 'after.json'], { stdout: 'dec.json' })
  })
}
