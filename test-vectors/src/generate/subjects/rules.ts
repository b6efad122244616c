import { testRecipient } from '../../test-identities.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'

const nested =
  '# top comment\na: 1\nb_unencrypted:\n    c: 2\n    # inner\n    d:\n        - 3\n        - e: 4\nf:\n    b_unencrypted: 5\n    g_enc: 6\nlist_enc:\n    - x\n    - z: y\n'

const pathRules: Readonly<Record<string, readonly string[]>> = {
  default: [],
  'unencrypted-suffix': ['--unencrypted-suffix', '_enc'],
  'encrypted-suffix': ['--encrypted-suffix', '_enc'],
  'encrypted-regex': ['--encrypted-regex', '^(a|d)$'],
  'unencrypted-regex': ['--unencrypted-regex', '^(a|d)$'],
  'regex-nested': ['--encrypted-regex', '^f$'],
  'regex-flags': ['--encrypted-regex', '(?i)^B_'],
}

const invalidPatterns = ['(', '(?=a)', '(a)\\1', 'a{1001}', 'a**']

const re2Patterns: Readonly<Record<string, string>> = {
  anchors: '\\Aab\\z',
  posix: '^[[:upper:]]$',
  named: '^(?P<n>q)$',
  unicode: '^\\p{Greek}$',
  quote: '^\\Qa.b\\E$',
  hex: '^\\x{41}$',
  digit: '^\\d$',
  space: '^\\s$',
  dot: '^.$',
  fold: '(?i)^k$',
  dollar: 'a$',
}

const re2Keys = [
  'ab',
  'A',
  'q',
  'α',
  'a.b',
  'axb',
  '5',
  '٣',
  ' ',
  '\u00a0',
  '\v',
  '\r',
  '\u2028',
  '\n',
  '😀',
  'k',
  '\u212a',
  'a\n',
  'a',
]

const commented =
  '# sops:enc\na: 1\nb: 2\n# plain\nc: 3\n# sops:enc\n# more\nd: 4\ne: 5 # sops:enc\nf: 6\ng:\n    # sops:enc\n    h: 7\n    i: 8\n# sops:enc\nj:\n    k: 9\n    # note\n    l:\n        - 10\n        - 11\nm:\n    - 12\n    # sops:enc\n    - 13\n    - 14\no: 15\n'

const commentRules: Readonly<Record<string, string>> = {
  encrypted: 'encrypted_comment_regex: sops:enc',
  unencrypted: 'unencrypted_comment_regex: sops:enc',
  'unencrypted-self': 'unencrypted_comment_regex: "ENC"',
}

/** The six selection rules and what RE2 makes of a pattern. */
export function rules(cases: RecordedCases): void {
  for (const [name, flags] of Object.entries(pathRules)) {
    roundTrip(cases, {
      id: `rule-${name}`,
      facts: 'R1 R2 R3 R4 R5',
      format: 'yaml',
      plain: nested,
      flags,
    })
  }
  const two = ['--encrypted-regex', 'a', '--unencrypted-suffix', 'b']
  roundTrip(cases, { id: 'rule-two', facts: 'R1 Z1', format: 'yaml', plain: nested, flags: two })
  patterns(cases)
  for (const [name, rule] of Object.entries(commentRules)) {
    const config = `creation_rules:\n  - age: ${testRecipient(0)}\n    ${rule}\n`
    roundTrip(cases, {
      id: `rule-comment-${name}`,
      facts: 'R6 R7 R8 R9',
      format: 'yaml',
      plain: commented,
      config,
    })
  }
}

function patterns(cases: RecordedCases): void {
  invalidPatterns.forEach((pattern, n) => {
    const flags = ['--encrypted-regex', pattern]
    const plain = '{"a":"x","aa":"y"}'
    roundTrip(cases, { id: `rule-bad-regex-${n}`, facts: 'R10 Q8', format: 'json', plain, flags })
  })
  const plain = `{${re2Keys.map((key) => `${asciiJson(key)}: "v"`).join(', ')}}`
  for (const [name, pattern] of Object.entries(re2Patterns)) {
    const flags = ['--encrypted-regex', pattern]
    roundTrip(cases, { id: `rule-re2-${name}`, facts: 'R10 R11', format: 'json', plain, flags })
  }
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
