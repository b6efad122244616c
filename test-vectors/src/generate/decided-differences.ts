import { testRecipient } from '../test-identities.ts'
import type { DecidedDifference } from '../manifest.ts'

/** A decision on some steps of a case; `files` hold the standard output that is expected instead. */
export interface Decision {
  readonly fact: string
  readonly reason: string
  /** By position in the case's steps. */
  readonly steps: Readonly<Record<number, Omit<DecidedDifference, 'fact' | 'reason'>>>
  readonly files?: Readonly<Record<string, string | Variation>>
}

/** A recorded file with one spelling replaced. */
export interface Variation {
  readonly like: string
  readonly replace: RegExp
  readonly by: string
}

const refusedPattern: Decision = {
  fact: 'Q8',
  reason:
    'an invalid pattern is refused; sops lets it match nothing and leaves every value readable',
  steps: { 0: { exit: 8 } },
}

const truncated: Decision = {
  fact: 'Q6',
  reason: 'truncated JSON is refused; sops drops what it cannot read',
  steps: { 0: { exit: 2 } },
}

const oddPath: Decision = {
  fact: 'Q7',
  reason:
    'a path that leads nowhere is an error of its own; sops crashes or prints its own structures',
  steps: {
    10: { exit: 1 },
    11: { exit: 1 },
    12: { exit: 91 },
    13: { exit: 1 },
    14: { exit: 1 },
    15: { exit: 1 },
  },
}

const indentedBlock: Decision = {
  fact: 'Q4',
  reason:
    'text that starts with a break stays readable at every indentation; no YAML reader takes what sops writes',
  steps: { 1: { exit: 0, stdout: 'ours.dec.yaml' } },
  files: {
    'ours.dec.yaml': { like: 'dec.yaml', replace: /g: \|\d\n\n +z$/m, by: 'g: "\\n z\\n"' },
  },
}

/** Every decision, by case. */
export const decisions: Readonly<Record<string, Decision>> = {
  'yaml-str-tab-lost': {
    fact: 'Q2',
    reason: 'a string of several lines that starts with a tab is kept; sops prints null',
    steps: { 1: { exit: 0, stdout: 'ours.dec.yaml' } },
    files: { 'ours.dec.yaml': 'a: "\\tx\\ny"\nb: |-\n    x\n    \ty\n' },
  },
  'yaml-key-tab-lost': {
    fact: 'Q2',
    reason:
      'a key of several lines that starts with a tab is kept; sops writes the key null, which it then refuses',
    steps: {
      0: { exit: 0, stdout: 'ours.enc.yaml' },
      1: { exit: 25, onOwnFile: { exit: 0, stdout: 'ours.dec.yaml' } },
      2: { exit: 25, onOwnFile: { exit: 0, stdout: 'ours.dec.as.json' } },
    },
    files: {
      'ours.enc.yaml': maskedFile(
        '? "\\tx\\ny"\n: ENC[AES256_GCM,data:#1,iv:#32,tag:#16,type:str]\n',
      ),
      'ours.dec.yaml': '? "\\tx\\ny"\n: v\n',
      'ours.dec.as.json': '{\n\t"\\tx\\ny": "v"\n}\n',
    },
  },
  'yaml-str-list-lead-break': {
    fact: 'Q4',
    reason:
      'a list item that starts with a break or a space stays readable; no YAML reader takes what sops writes',
    steps: { 1: { exit: 0, stdout: 'ours.dec.yaml' } },
    files: { 'ours.dec.yaml': 'l:\n    - "\\na"\n    - " a\\nb"\n    - z\n' },
  },
  'yaml-indent-3': indentedBlock,
  'yaml-indent-5': indentedBlock,
  'yaml-indent-8': indentedBlock,
  'yaml-indent-9': indentedBlock,
  'yaml-merge-scalar': {
    fact: 'Q10',
    reason:
      'the key << with a value that cannot be merged is quoted; sops writes a file it then refuses',
    steps: {
      0: { exit: 0, stdout: 'ours.enc.yaml' },
      1: { exit: 1, onOwnFile: { exit: 0, stdout: 'ours.dec.yaml' } },
      2: { exit: 1, onOwnFile: { exit: 0, stdout: 'ours.dec.as.json' } },
    },
    files: {
      'ours.enc.yaml': maskedFile('"<<": ENC[AES256_GCM,data:#1,iv:#32,tag:#16,type:str]\n'),
      'ours.dec.yaml': '"<<": x\n',
      'ours.dec.as.json': '{\n\t"\\u003c\\u003c": "x"\n}\n',
    },
  },
  'yaml-multidoc-dup': {
    fact: 'P6',
    reason: 'a key that stands twice is refused in every document; sops looks at the first alone',
    steps: { 0: { exit: 2 }, 1: { exit: 1 }, 2: { exit: 1 } },
  },
  'rule-bad-regex-0': refusedPattern,
  'rule-bad-regex-1': refusedPattern,
  'rule-bad-regex-2': refusedPattern,
  'rule-bad-regex-3': refusedPattern,
  'rule-bad-regex-4': refusedPattern,
  'val-bytes-crash': {
    fact: 'Q5',
    reason: 'the type of release 1 is read, with a notice; sops crashes',
    steps: { 0: { exit: 0, stdout: 'ours.dec.out' } },
    files: { 'ours.dec.out': '{\n\t"a": "xyz"\n}\n' },
  },
  'json-truncated-1': truncated,
  'json-truncated-2': truncated,
  'extract-errors': oddPath,
  'extract-comments-count': {
    fact: 'X3',
    reason: 'a path that leads to a comment leads to no value; sops prints its own structures',
    steps: { 1: { exit: 1 } },
  },
  'convert-yaml-env': {
    fact: 'N6',
    reason:
      'a key with = in it is not written as dotenv; sops writes a line that reads as another key',
    steps: { 1: { exit: 4 } },
  },
  'extract-ini': {
    fact: 'X4',
    reason: 'a map in a list is written as JSON; sops prints its own structures',
    steps: { 13: { exit: 0, stdout: 'ours.extract12.out' } },
    files: { 'ours.extract12.out': '[1,{"k":"v"}]' },
  },
  'ini-dash-key': {
    fact: 'I11',
    reason:
      'the key that - stands for is quoted, for it would be a comment; sops writes a file it then refuses',
    steps: {
      0: { exit: 0, stdout: 'ours.enc.ini' },
      1: { exit: 51, onOwnFile: { exit: 0, stdout: 'ours.dec.ini' } },
      2: { exit: 51, onOwnFile: { exit: 0, stdout: 'ours.dec.as.json' } },
      3: { exit: 51, onOwnFile: { exit: 0, stdout: 'ours.dec.as.yaml' } },
    },
    files: {
      'ours.enc.ini': { like: 'enc.ini', replace: /^#1 = /m, by: '`#1` = ' },
      'ours.dec.ini': '[s]\n`#1` = v\n',
      'ours.dec.as.json': '{\n\t"DEFAULT": {},\n\t"s": {\n\t\t"#1": "v"\n\t}\n}\n',
      'ours.dec.as.yaml': "DEFAULT: {}\ns:\n    '#1': v\n",
    },
  },
  'convert-on-encrypt': {
    fact: 'X11',
    reason:
      'several documents are not encrypted into a format that holds one; sops drops the others and writes a file whose MAC never fits',
    steps: { 0: { exit: 4 } },
  },
}

/** An encrypted file of one document in its masked form, for the first recipient. */
function maskedFile(document: string): string {
  const armor = [64, 64, 64, 64, 56].map((length) => `            #${length}\n`).join('')
  return `${document}sops:
    age:
        - enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
${armor}            -----END AGE ENCRYPTED FILE-----
          recipient: ${testRecipient(0)}
    lastmodified: "#time"
    mac: ENC[AES256_GCM,data:#128,iv:#32,tag:#16,type:str]
    unencrypted_suffix: _unencrypted
    version: #version
`
}
