import type { FormatName } from '../formats.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'
import { testRecipient } from '../../test-identities.ts'

interface YamlDocument {
  readonly facts: string
  readonly plain: string | Uint8Array
  readonly alsoAs?: readonly FormatName[]
}

const documents: Readonly<Record<string, YamlDocument>> = {
  'key-long': {
    facts: 'E36',
    plain: `${'k'.repeat(128)}: v\n${'q'.repeat(129)}: w\n? |\n  m\n  n\n: x\n`,
  },
  'nested-styles': {
    facts: 'E3 E41',
    plain:
      "a:\n  b:\n    - c: |\n        x\n        y\n      d:\n        - |\n          z\n        - - p\n          - q:\n              r: 's: t'\n",
  },
}

const scalars: Readonly<Record<string, YamlDocument>> = {
  floats: {
    facts: 'E11 V16 V17',
    plain:
      'a: 1.0\nb: 2.50\nc: -0.0\nd: 1e3\ne: 100000.0\nf: 1000000.0\ng: 1234567.0\nh: 0.0001\ni: 0.00001\nj: 1e21\nk: 1e-7\nl: .inf\nm: -.Inf\nn: 123456.789\no: 1.7976931348623157e308\np: 5e-324\n',
    alsoAs: [],
  },
  'float-nan': { facts: 'E10 V17', plain: 'a: .nan\nb: .inf\n', alsoAs: ['json', 'dotenv'] },
  ints: {
    facts: 'P13 V16 E10',
    plain:
      'a: 0x10\nb: 0o17\nc: 017\nd: 0b101\ne: 1_000\nf: +5\ng: -0\nh: 9223372036854775807\ni: -9223372036854775808\nj: 18446744073709551616\n',
  },
  times: {
    facts: 'P13 E10 J11',
    plain:
      'a: 2001-12-14\nb: 2001-12-14t21:59:43.10-05:00\nc: 2001-12-14 21:59:43\nd: 2001-12-14T21:59:43+05:30\ne: 0001-01-01\nf: 2001-1-2\ng_unencrypted: 2002-02-02\n',
    alsoAs: ['json', 'dotenv'],
  },
  'bools-null': {
    facts: 'P13 V13 E4',
    plain: "a: true\nb: FALSE\nc: null\nd: ~\ne:\nf: []\ng: {}\nh: [null, '']\n",
  },
  tags: {
    facts: 'P9',
    plain:
      'a: !!str 5\nb: !!int "5"\nc: !!float 5\nd: !!binary aGVsbG8=\ne: !foo bar\nf: !foo {b: 1}\ng: !!set {x, y}\nh: !!timestamp "2001-01-01"\ni: !!null ""\nj: !!merge x\n',
  },
  anchors: {
    facts: 'P7 P8 E33',
    plain: 'a: &x {b: 1, c: [2]}\nd: *x\ne:\n  <<: *x\n  f: 3\ng: &s str\nh: *s\n',
  },
  'styles-in': {
    facts: 'P10 P12',
    plain:
      "a: >\n  x\n  y\n\n  z\nb: >-\n  folded\n   more\nc: |+\n  x\n\nd: |2\n   x\ne: x\n  y\nf: \"x\\\n  y\"\ng: 'it''s'\nh: [1, {i: 2}]\nj: {k: , l: }\n",
  },
}

const inputs: Readonly<Record<string, YamlDocument>> = {
  crlf: { facts: 'P2', plain: 'a: 1\r\nb: "x\r\n  y"\r\nc: |\r\n  l1\r\n  l2\r\n# c\r\nd: 2\r\n' },
  bom: { facts: 'P1', plain: '\ufeffa: 1\n' },
  utf16: { facts: 'P1', plain: Buffer.from('\ufeffa: é\n', 'utf16le') },
  multidoc: {
    facts: 'E1 D17 M6 J11',
    plain: '# d1\na: 1\n---\n# d2\nb: two\n# f\n---\n---\nc: [x]\n',
  },
  'multidoc-dup': { facts: 'P6', plain: 'a: 1\n---\nb: 1\nb: 2\n---\nc: !!int abc\n' },
  'empty-map': { facts: 'P3 E1', plain: '{}\n' },
  'dashes-only': { facts: 'P3 C30', plain: '--- # c\n' },
  'key-strings': {
    facts: 'P11 E36',
    plain: 'yes: a\ny: b\non: c\n"1": d\n"": e\n"null": f\n',
  },
}

const indented =
  'a:\n  b:\n    - c: 1\n      d:\n        - e\n        - f: "x\\ny"\n          g: "\\n z\\n"\n    - - 1\n      - 2\n'

/** YAML documents that can be encrypted: layout, scalars of every kind, spellings on the way in. */
export function yamlDocuments(cases: RecordedCases): void {
  record(cases, documents)
  for (const indent of [1, 2, 3, 5, 8, 9, 10]) {
    roundTrip(cases, {
      id: `yaml-indent-${indent}`,
      facts: 'E2 E3 F5',
      format: 'yaml',
      plain: indented,
      config: `creation_rules:\n  - age: ${testRecipient(0)}\nstores:\n  yaml:\n    indent: ${indent}\n`,
    })
  }
  record(cases, scalars)
  record(cases, inputs)
}

function record(cases: RecordedCases, group: Readonly<Record<string, YamlDocument>>): void {
  for (const [name, document] of Object.entries(group)) {
    roundTrip(cases, { id: `yaml-${name}`, format: 'yaml', ...document })
  }
}
