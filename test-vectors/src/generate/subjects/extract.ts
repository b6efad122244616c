import { onEncryptedFile } from '../on-encrypted-file.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { nothingEncrypted } from './yaml-comments.ts'

/** A document with a value of every kind. */
export const everyKindOfValue: string =
  '# c0\ns: hello\nmulti: |\n    a\n    b\ni: 5\nf: 1.5\nf1: 2.0\nb: true\nz: null\nt: 2001-12-14\ne: ""\nm:\n    x: 1\n    v: [1, two]\nl:\n    - 1\n    - k: v\n"k]q": z\n\'"dq"\': w\n'

const paths = [
  '["s"]',
  '["multi"]',
  '["i"]',
  '["f1"]',
  '["b"]',
  '["z"]',
  '["t"]',
  '["e"]',
  '["m"]',
  '["m"]["v"]',
  '["m"]["v"][1]',
  '["l"][1]',
  '["l"]',
  '["k]q"]',
]

const oddPaths = [
  "['s']",
  '["zz"]',
  '["l"][5]',
  '["s"][0]',
  '[s]',
  's',
  '["s"',
  '["s"]x',
  '[""dq""]',
  '["s"]["a"]',
  '["l"][-1]',
  '[]',
  '["z"]["q"]',
  '["l"]["k"]',
  '["m"][0]',
  '["m"]["v"][x]',
]

/** One value out of a file. */
export function extract(cases: RecordedCases): void {
  for (const format of ['yaml', 'json', 'dotenv', 'ini', 'binary']) {
    onEncryptedFile(cases, {
      id: `extract-${format}`,
      facts: 'X1 X3 X4 B4',
      format: 'yaml',
      plain: everyKindOfValue,
      actions: paths.map((path) => ({ extract: path, flags: ['--output-type', format] })),
    })
  }
  extractYaml(cases, 'errors', { facts: 'X1 X2 X3 Q7', plain: everyKindOfValue, paths: oddPaths })
  extractYaml(cases, 'multidoc', {
    facts: 'X3 X4',
    plain: 'a:\n  b: 1\n---\nc: 2\n',
    paths: ['["a"]', '["a"]["b"]', '["c"]'],
  })
  extractYaml(cases, 'comments-count', {
    facts: 'X3 X4',
    plain: 'l:\n  # x\n  - a\n',
    paths: ['["l"][0]', '["l"][1]', '["l"]'],
    flags: nothingEncrypted,
  })
}

interface Extraction {
  readonly facts: string
  readonly plain: string
  readonly paths: readonly string[]
  readonly flags?: readonly string[]
}

function extractYaml(
  cases: RecordedCases,
  name: string,
  { paths: wanted, ...file }: Extraction,
): void {
  const actions = wanted.map((path) => ({ extract: path }))
  onEncryptedFile(cases, { id: `extract-${name}`, format: 'yaml', ...file, actions })
}
