import { findDataKey } from '../age.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'

/** Selects no key: everything stays readable and the place of the comments shows by itself. */
export const nothingEncrypted = ['--encrypted-regex', '^nothing$'] as const

const places: Readonly<Record<string, string>> = {
  head: '# a\n\n# b\nk: v\n',
  inline: 'k: v # c\nl: w\n',
  'key-line': 'k: # c\n  a: 1\nl: # d\n  - 1\nm: # e\n',
  between: 'k: v\n\n# c\n\nl: w\n',
  foot: 'k: v\n# c\n',
  'nested-foot': 'k:\n  a: 1\n  # c\nl: w\n',
  'nested-dedent': 'k:\n  a: 1\n# c\nl: w\n',
  'nested-head': 'k:\n  # c\n\n  a: 1\nl: w\n',
  seq: 'k:\n  # h\n  - 1 # i\n  # m\n  - 2\n  # f\nl: w\n',
  'seq-indentless': 'k:\n# a\n- 1 # b\n# c\n- 2\n# d\nl: w\n',
  'seq-maps': 'k:\n  # a\n  - a: 1 # x\n    # b\n    b: 2\n  # c\n  - a: 3\n    # d\n  # e\nl: w\n',
  'dash-comment': 'k:\n  - # c\n    a: 1\n  - 2\n',
  'seq-seq': 'k:\n  - - 1 # a\n    # b\n    - 2\n  # c\n  - - 3\n',
  docs: '# d1\n---\na: 1\n# e\n---\n# d2\nb: 2\n# f\n...\n# g\n---\nc: 3\n',
  'doc-blank': 'a: 1\n---\n# c\n\nb: 2\n',
  literal: 'k: | # c\n  text\n  # not\n# yes\nl: w\n',
  flow: 'k: {a: 1, b: [1, 2]} # c\nl: [ # x\n 1, # y\n 2 # z\n]\nm: {} # e\nn: [] # f\no: 1\n',
  alias: 'a: &x {b: 1}\nc: *x # cc\nd:\n  e: 1\n',
  hashes: '## a\n#\n#x\na: 1 ## b\n',
  'mid-col': 'k:\n  m:\n    a: 1\n  # c\nl: w\n',
  'mid-col-blank': 'k:\n  m:\n    a: 1\n  # c\n\nl: w\n',
  'two-cols': 'k:\n  m:\n    a: 1\n    # c1\n  # c2\nl: w\n',
  'two-runs': 'k:\n  m:\n    a: 1\n    # c1\n\n    # c2\nl: w\n',
  'list-moves': 'k:\n  - a: 1\n  # c\n\n  - b: 1\n',
  'list-scalar-moves': 'k:\n  - 1\n# c\n\n  - 2\n',
  'eof-mid': 'k:\n  m:\n    a: 1\n  # c\n',
  'eof-blank': 'k:\n  m:\n    a: 1\n\n    # c\n',
  'item-line-late': 'k:\n  - [1, 2] # c1\n    # c2\nl: x\nm: y\n',
  'complex-key': '? a # c\n: b\n',
}

/** Where comments land, and comments that are encrypted. */
export function yamlComments(cases: RecordedCases): void {
  for (const [name, plain] of Object.entries(places)) {
    const facts = 'C1 C2 C15 C16 C20 C26 C27'
    roundTrip(cases, {
      id: `yaml-comment-${name}`,
      facts,
      format: 'yaml',
      plain,
      flags: nothingEncrypted,
    })
  }
  roundTrip(cases, {
    id: 'yaml-comment-encrypted',
    facts: 'V7 V20 V21 C2 Q3',
    format: 'yaml',
    plain: '# top\na: v1 # in\nx:\n    # inmap\n    b: v2 # in2\n    # foot\n#\n',
  })
  commentInList(cases)
  commentLeftPlain(cases)
}

function commentInList(cases: RecordedCases): void {
  const note = '3.13.2 alone refuses such a file, its own included, unless --ignore-mac is given'
  cases.record({ id: 'yaml-comment-in-list-mac', facts: 'Q1 M4 V20 H9', note }, (recorder) => {
    recorder.write('plain.yaml', 'l:\n    - a\n    # c\n    - b\n')
    recorder.run(['encrypt', '--age', '${recipient0}', 'plain.yaml'], {
      stdout: 'enc.yaml',
      random: true,
    })
    recorder.knowDataKey(findDataKey(recorder.lab, recorder.read('enc.yaml')))
    recorder.run(['decrypt', 'enc.yaml'], { stdout: 'dec.yaml' })
    recorder.run(['decrypt', '--ignore-mac', 'enc.yaml'], { stdout: 'dec.ignore-mac.yaml' })
  })
}

function commentLeftPlain(cases: RecordedCases): void {
  cases.record({ id: 'yaml-comment-plain-in-file', facts: 'V21 H3' }, (recorder) => {
    recorder.write('plain.yaml', '# x\na: 1\n')
    recorder.run(['encrypt', '--age', '${recipient0}', 'plain.yaml'], {
      stdout: 'enc0.yaml',
      random: true,
    })
    const text = recorder.readText('enc0.yaml').replace(/#ENC\[[^\n]*/, '# was never encrypted')
    recorder.write('enc.yaml', text)
    recorder.run(['decrypt', 'enc.yaml'], { stdout: 'dec.yaml' })
  })
}
