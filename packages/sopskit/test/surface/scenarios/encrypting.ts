import { testRecipient } from '@sopskit/test-vectors'
import type { Scenario, Scenarios } from '../scenario.ts'
import { keys, kinds, remote } from './keys.ts'

const [one, two] = [testRecipient(0), testRecipient(1)]
const age: readonly string[] = ['--age', one]

/** What encrypts: a command, the form without one, or an editor that fills in a new file. */
interface Way {
  readonly name: string
  /** The command line around the flags. */
  readonly line: (flags: readonly string[]) => Scenario
  readonly has: (flag: string) => boolean
}

const editor = `#!/bin/sh
cp '{FOLDER}/plain.yaml' "$1"
`

const isCommentRule = (flag: string): boolean => flag.includes('comment') || flag.startsWith('mac-')

const ways: readonly Way[] = [
  {
    name: 'encrypt',
    line: (flags) => ({ args: ['encrypt', ...flags, 'plain.yaml'] }),
    has: (flag) => !isCommentRule(flag),
  },
  {
    name: 'edit',
    line: (flags) => ({
      args: ['edit', ...flags, 'new.yaml'],
      env: { SOPS_EDITOR: "sh '{FOLDER}/editor.sh'" },
      files: { 'editor.sh': editor },
    }),
    has: (flag) =>
      !isCommentRule(flag) && !['input-type', 'output-type', 'keyservice'].includes(flag),
  },
  { name: 'sops', line: (flags) => ({ args: ['-e', ...flags, 'plain.yaml'] }), has: () => true },
]

/** What the flags about keys and rules are given. */
const flags: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(kinds.map((kind) => [kind, [...remote, `--${kind}`, keys[kind] ?? '']])),
  'aws-profile': [...remote, '--aws-profile', 'work', '--kms', keys['kms'] ?? ''],
  'encryption-context': [...remote, '--encryption-context', 'a:b,c:d', '--kms', keys['kms'] ?? ''],
  'unencrypted-suffix': [...age, '--unencrypted-suffix', '_enc'],
  'encrypted-suffix': [...age, '--encrypted-suffix', '_enc'],
  'unencrypted-regex': [...age, '--unencrypted-regex', '^(port|list)$'],
  'encrypted-regex': [...age, '--encrypted-regex', '^(port|list)$'],
  'unencrypted-comment-regex': [...age, '--unencrypted-comment-regex', 'keep'],
  'encrypted-comment-regex': [...age, '--encrypted-comment-regex', 'keep'],
  'mac-only-encrypted': [...age, '--mac-only-encrypted'],
  'shamir-secret-sharing-threshold': [...age, '--shamir-secret-sharing-threshold', '1'],
  'input-type': [...age, '--input-type', 'json'],
  'output-type': [...age, '--output-type', 'json'],
  keyservice: ['--enable-local-keyservice=false', '--keyservice', '{SERVICE}', ...age],
}

const common: Scenarios = Object.fromEntries(
  ways.flatMap(({ name, line, has }) =>
    Object.entries(flags)
      .filter(([flag]) => has(flag))
      .map(([flag, words]) => [`${name} --${flag}`, line(words)] as const),
  ),
)

const asJson: Scenario = {
  args: ['encrypt', ...age, '--input-type', 'json', '--output-type', 'yaml', 'named.yaml'],
  files: { 'named.yaml': '{"a": 1}' },
}

export const encryptingScenarios: Scenarios = {
  ...common,
  'encrypt --input-type': asJson,
  'sops --input-type': { ...asJson, args: ['-e', ...asJson.args.slice(1)] },
  'encrypt --in-place': { args: ['encrypt', ...age, '-i', 'plain.yaml'] },
  'encrypt --in-place: the long name': { args: ['encrypt', ...age, '--in-place', 'plain.json'] },
  'encrypt --output': { args: ['encrypt', ...age, '--output', 'out.yaml', 'plain.yaml'] },
  'encrypt --filename-override': {
    args: ['encrypt', ...age, '--filename-override', 'x.json'],
    stdin: '{"a": "b"}',
  },
  'encrypt --enable-local-keyservice': {
    args: ['encrypt', ...age, '--enable-local-keyservice=false', 'plain.yaml'],
    error: 'WRAP_FAILED',
  },
  'encrypt --keyservice: behind the local one': {
    args: ['encrypt', ...age, '--keyservice', '{SERVICE}', 'plain.yaml'],
  },
  'encrypt --keyservice: nobody there': {
    args: [
      'encrypt',
      ...age,
      '--enable-local-keyservice=false',
      '--keyservice',
      'unix:///dev/null/no',
      'plain.yaml',
    ],
  },
  'encrypt --age: several': { args: ['encrypt', '-a', `${one},${two}`, 'plain.yaml'] },
  'sops --encrypt': { args: ['--encrypt', ...age, 'plain.yaml'] },
  'sops --in-place': { args: ['-e', '-i', ...age, 'plain.yaml'] },
  'sops --output': { args: ['-e', '--output', 'out.yaml', ...age, 'plain.yaml'] },
  'sops --filename-override': {
    args: ['-e', '--filename-override', 'x.json', ...age, 'named.txt'],
    files: { 'named.txt': '{"a": "b"}' },
  },
  'sops --config': {
    args: ['-e', '--config', 'other.config', 'plain.yaml'],
    files: { 'other.config': `creation_rules: [{ age: ${two}, encrypted_suffix: _enc }]\n` },
  },
  'sops --config: before a command': {
    args: ['--config', 'other.config', 'encrypt', 'plain.yaml'],
    files: { 'other.config': `creation_rules: [{ age: ${two}, encrypted_suffix: _enc }]\n` },
  },
  'sops --indent': { args: ['-e', '--indent', '2', ...age, 'plain.yaml'] },
  'sops --indent: before a command': { args: ['--indent', '2', 'encrypt', ...age, 'plain.yaml'] },
  'sops --mac-only-encrypted: before a command': {
    args: ['--mac-only-encrypted', 'encrypt', ...age, 'plain.yaml'],
  },
  'sops --verbose': { args: ['--verbose', 'encrypt', ...age, 'plain.yaml'] },
  'sops --enable-local-keyservice': {
    args: ['-e', ...age, '--enable-local-keyservice=false', 'plain.yaml'],
    error: 'WRAP_FAILED',
  },
}
