import { onEncryptedFile } from '../on-encrypted-file.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { everyKindOfValue } from './extract.ts'

interface Conversion {
  readonly facts: string
  readonly format: 'yaml' | 'json'
  readonly plain: string
  readonly to: readonly string[]
}

const conversions: Readonly<Record<string, Conversion>> = {
  'json-flat': {
    facts: 'X10 N6 I8 I10',
    format: 'json',
    plain:
      '{"k":"v w","n":null,"f":1.0,"g":1e21,"h2":1234567.0,"h3":100000.0,"i":1e-7,"t":true,"nl":"a\\nb","neg":-0.0,"big":123456789012,"d":0.1}',
    to: ['yaml', 'dotenv', 'ini', 'binary'],
  },
  'json-sections': {
    facts: 'I7 I8 I10',
    format: 'json',
    plain:
      '{"s":{"k":"v w","e":"","h":"a#b","q":"q`q","n":null,"f":1.0,"g":1e21,"t":true,"sp":" x ","nl":"a\\nb","a=b":"1","a`b":"2","a\\"b":"3"},"DEFAULT":{"x":1},"t":{}}',
    to: ['ini'],
  },
  comments: {
    facts: 'I9 I10 N6',
    format: 'yaml',
    plain:
      '# top\ns:\n  # head\n  a: 1\n  # mid1\n  # mid2\n  b: true # in\n  # foot\nt:\n  c: 2001-01-01\n',
    to: ['ini'],
  },
  'yaml-env': {
    facts: 'N6',
    format: 'yaml',
    plain: '# top\na: 1 # in\n# foot\nb: "x\\ny"\n"c=d": 2\n',
    to: ['dotenv'],
  },
}

/** Files read in one format and written in another. */
export function convert(cases: RecordedCases): void {
  for (const to of ['json', 'dotenv', 'ini', 'binary']) {
    convertOne(cases, `yaml-to-${to}`, {
      facts: 'X10',
      format: 'yaml',
      plain: everyKindOfValue,
      to: [to],
    })
  }
  for (const [name, conversion] of Object.entries(conversions)) convertOne(cases, name, conversion)
  whileEncrypting(cases)
}

function convertOne(cases: RecordedCases, name: string, { to, ...file }: Conversion): void {
  const actions = to.map((format) => ({ decrypt: ['--output-type', format] }))
  onEncryptedFile(cases, { id: `convert-${name}`, ...file, actions })
}

function whileEncrypting(cases: RecordedCases): void {
  cases.record({ id: 'convert-on-encrypt', facts: 'X10 X11 J11' }, (recorder) => {
    recorder.write('plain.yaml', 'a: 1\n---\nb: 2\n').write('flat.env', '#c\nA=1\n')
    const encrypt = ['encrypt', '--age', '${recipient0}', '--output-type']
    recorder.run([...encrypt, 'json', 'plain.yaml'], { stdout: 'enc.json', random: true })
    recorder.run(['decrypt', 'enc.json'], { stdout: 'dec.json' })
    recorder.run([...encrypt, 'yaml', 'flat.env'], { stdout: 'enc.yaml', random: true })
    recorder.run(['decrypt', 'enc.yaml'], { stdout: 'dec.yaml' })
  })
}
