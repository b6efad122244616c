import { testRecipient } from '@sopskit/test-vectors'
import type { Scenario, Scenarios } from '../scenario.ts'

const age: readonly string[] = ['--age', testRecipient(0)]
const change = { SOPS_EDITOR: 'sed -i s/hunter2/changed/' }

function encrypting(name: string, text: string, ...flags: readonly string[]): Scenario {
  return { args: ['encrypt', ...age, ...flags, name], files: { [name]: text } }
}

/** One scenario at least for each exit code of sops that can be reached, and for each error of ours. */
export const endingScenarios: Scenarios = {
  'exit 0: nothing to do': { args: ['unset', '--idempotent', 'enc.yaml', '["gone"]'] },
  'exit 1: not encrypted': { args: ['decrypt', 'plain.yaml'], error: 'METADATA_NOT_FOUND' },
  'exit 1: metadata without a version': {
    args: ['decrypt', 'no-version.yaml'],
    error: 'METADATA_INVALID',
  },
  'exit 1: metadata without keys': { args: ['decrypt', 'no-keys.yaml'], error: 'NO_MASTER_KEYS' },
  'exit 1: an encrypted file of another format': {
    args: ['decrypt', 'bad.yaml'],
    files: { 'bad.yaml': 'a: [' },
    error: 'PARSE_FAILED',
  },
  'exit 1: nobody to encrypt for': { args: ['encrypt', 'plain.yaml'], error: 'NO_RECIPIENTS' },
  'exit 1: a key that is none': {
    args: ['encrypt', '--age', 'bogus', 'plain.yaml'],
    error: 'INVALID_MASTER_KEY',
  },
  'exit 1: the last key goes': {
    args: ['rotate', '-i', '--rm-age', testRecipient(0), 'enc.yaml'],
    error: 'EMPTY_KEY_GROUP',
  },
  'exit 1: a configuration that is broken': {
    args: ['decrypt', 'enc.yaml'],
    files: { '.sops.yaml': 'a: [' },
    error: 'CONFIG_INVALID',
  },
  'exit 1: a configuration that is missing': {
    args: ['--config', 'missing', 'decrypt', 'enc.yaml'],
    error: 'CONFIG_UNREADABLE',
  },
  'exit 1: no rule matches': {
    ...encrypting('p.yaml', 'a: 1\n'),
    files: { 'p.yaml': 'a: 1\n', '.sops.yaml': 'creation_rules: [{ path_regex: nothing }]\n' },
    error: 'NO_MATCHING_RULE',
  },
  'exit 1: unset of what is not there': {
    args: ['unset', 'enc.yaml', '["gone"]'],
    error: 'PATH_NOT_FOUND',
  },
  'exit 1: values that are no variables': {
    args: ['exec-env', 'enc.yaml', 'true'],
    error: 'INVALID_ENVIRONMENT',
  },
  'exit 1: an unknown flag': {
    args: ['decrypt', '--bogus', 'enc.yaml'],
    error: 'USAGE',
    differs: { row: 'L7', exit: 1 },
  },
  'exit 1: nobody answers': {
    args: ['updatekeys', 'enc.yaml'],
    files: { '.sops.yaml': `creation_rules: [{ age: ${testRecipient(1)} }]\n` },
  },
  'exit 1: no configuration to follow': { args: ['updatekeys', '-y', 'enc.yaml'] },
  'exit 2: a file that cannot be parsed': {
    ...encrypting('bad.yaml', 'a: ['),
    error: 'PARSE_FAILED',
  },
  'exit 2: a list at the top': {
    ...encrypting('list.json', '[1]'),
    error: 'TOP_LEVEL_NOT_MAP',
  },
  'exit 2: a key twice': { ...encrypting('p.yaml', 'a: 1\na: 2\n'), error: 'DUPLICATE_KEY' },
  'exit 2: a missing file to change': {
    args: ['set', 'missing.yaml', '["a"]', '1'],
    error: 'FILE_NOT_FOUND',
  },
  'exit 2: a folder': {
    args: ['encrypt', ...age, 'folder'],
    files: { 'folder/file': '' },
    error: 'FILE_UNREADABLE',
  },
  'exit 3: a file that cannot be written': {
    args: ['decrypt', '--output', 'missing/out.yaml', 'enc.yaml'],
    error: 'FILE_UNWRITABLE',
  },
  'exit 4: an indentation that there is none of': {
    args: ['--indent', '-2', 'decrypt', 'enc.json'],
    error: 'INVALID_INDENT',
  },
  'exit 4: a format without lists': {
    args: ['decrypt', '--output-type', 'dotenv', 'enc.yaml'],
    error: 'EMIT_FAILED',
  },
  'exit 6: an encryption context': {
    args: ['encrypt', ...age, '--encryption-context', 'x', 'plain.yaml'],
    error: 'INVALID_ENCRYPTION_CONTEXT',
  },
  'exit 7: a path to set': { args: ['set', 'enc.yaml', 'x', '1'], error: 'INVALID_PATH' },
  'exit 7: a path to unset': { args: ['unset', 'enc.yaml', 'x'], error: 'INVALID_PATH' },
  'exit 7: a value to set': { args: ['set', 'enc.yaml', '["a"]', 'x'], error: 'INVALID_SET_VALUE' },
  'exit 8: in place and elsewhere': {
    args: ['decrypt', '-i', '--output', 'x', 'enc.yaml'],
    error: 'CONFLICTING_OPTIONS',
  },
  'exit 8: two rules': {
    args: ['encrypt', ...age, '--encrypted-regex', 'a', '--unencrypted-regex', 'b', 'plain.yaml'],
    error: 'CONFLICTING_RULES',
  },
  'exit 8: standard input without a name': {
    args: ['encrypt', ...age],
    stdin: 'a: 1\n',
    error: 'CONFLICTING_OPTIONS',
  },
  'exit 8: in the background as the same process': {
    args: ['exec-env', '--same-process', '--background', 'enc.env', 'true'],
    error: 'CONFLICTING_OPTIONS',
  },
  'exit 8: a pattern that RE2 refuses': {
    args: ['encrypt', ...age, '--encrypted-regex', '(?=a)', 'plain.yaml'],
    error: 'INVALID_REGEX',
    differs: { row: 'S1', exit: 8 },
  },
  'exit 23: a key that is no text': {
    ...encrypting('p.yaml', '1: a\n'),
    error: 'KEY_NOT_STRING',
  },
  'exit 23: an integer beyond 64 bits': {
    ...encrypting('p.yaml', 'a: 9223372036854775808\n'),
    error: 'NUMBER_OUT_OF_RANGE',
  },
  'exit 23: a comment that matches once it is encrypted': {
    args: ['-e', ...age, '--unencrypted-comment-regex', 'ENC', 'p.yaml'],
    files: { 'p.yaml': '# secret\na: 1\n' },
    error: 'COMMENT_MATCHES_RULE',
  },
  'exit 25: a value that was changed': {
    args: ['decrypt', 'tampered.yaml'],
    error: 'VALUE_TAMPERED',
  },
  'exit 25: a value in clear text': {
    args: ['decrypt', 'clear.yaml'],
    error: 'VALUE_NOT_ENCRYPTED',
  },
  'exit 25: a value that is not base64': {
    args: ['decrypt', 'malformed.yaml'],
    error: 'MALFORMED_VALUE',
  },
  'exit 25: an unknown type': {
    args: ['decrypt', 'unknown-type.yaml'],
    error: 'UNKNOWN_VALUE_TYPE',
  },
  'exit 25: a type that does not fit': {
    args: ['decrypt', 'other-type.yaml'],
    error: 'INVALID_PLAINTEXT',
  },
  'exit 49: other keys for a missing file': {
    args: ['rotate', '--add-age', testRecipient(1), 'missing.yaml'],
    error: 'FILE_NOT_FOUND',
  },
  'exit 51: a MAC that does not fit': { args: ['decrypt', 'changed.yaml'], error: 'MAC_MISMATCH' },
  'exit 51: a MAC that cannot be decrypted': {
    args: ['decrypt', 'bad-mac.yaml'],
    error: 'MAC_UNREADABLE',
  },
  'exit 91: a path to extract': {
    args: ['decrypt', '--extract', 'x', 'enc.yaml'],
    error: 'INVALID_PATH',
  },
  'exit 92: an empty file': { ...encrypting('p.yaml', ''), error: 'EMPTY_DOCUMENT' },
  'exit 100: no file': { args: ['edit'], error: 'NO_FILE' },
  'exit 100: a missing file': { args: ['decrypt', 'missing.yaml'], error: 'FILE_NOT_FOUND' },
  'exit 112: one kind of key twice': {
    args: ['decrypt', '--decryption-order', 'age,age', 'enc.yaml'],
    error: 'DUPLICATE_DECRYPTION_ORDER',
  },
  'exit 128: no identity': {
    args: ['decrypt', 'second.yaml'],
    error: 'DATA_KEY_UNAVAILABLE',
  },
  'exit 128: two shares that are one': {
    args: [
      'decrypt',
      '--enable-local-keyservice=false',
      '--keyservice',
      '{SERVICE}',
      'one-share.yaml',
    ],
  },
  'exit 200: nothing was edited': {
    args: ['edit', 'enc.yaml'],
    env: { EDITOR: 'true' },
    error: 'FILE_NOT_CHANGED',
  },
  'exit 201: the editor fails': {
    args: ['edit', 'enc.yaml'],
    env: { EDITOR: 'false' },
    error: 'EDITOR_FAILED',
  },
  'exit 203: encrypted already': {
    args: ['encrypt', ...age, 'enc.yaml'],
    error: 'ALREADY_ENCRYPTED',
  },
  'exit 203: set of the metadata': {
    args: ['set', 'enc.yaml', '["sops"]', '"x"'],
    error: 'ALREADY_ENCRYPTED',
  },
  'exit n: the status of the command': { args: ['exec-env', 'enc.env', 'exit 7'] },
  'exit n: 127 where there is no such command': {
    args: ['exec-file', 'enc.env', 'nobody-of-that-name 2> /dev/null'],
  },
  'exit 255: a signal ends the command': { args: ['exec-env', 'enc.env', 'kill -9 $$'] },
  'error PATH_MISMATCH': {
    args: ['set', 'enc.yaml', '[0]', '1'],
    error: 'PATH_MISMATCH',
    differs: { row: 'O1', exit: 1 },
  },
  'error METADATA_CHANGED': {
    args: ['edit', '-s', 'enc.yaml'],
    env: { SOPS_EDITOR: 'sed -i s/_unencrypted/_clear/' },
    error: 'METADATA_CHANGED',
    differs: { row: 'O11', exit: 1 },
  },
  'error KEY_GROUP_NOT_FOUND': {
    args: ['groups', 'delete', '--file', 'enc.yaml', '7'],
    error: 'KEY_GROUP_NOT_FOUND',
    differs: { row: 'C7', exit: 1 },
  },
  'error INVALID_OPTION': {
    args: [
      'encrypt',
      ...age,
      '--enable-local-keyservice=false',
      '--keyservice',
      'tcp://127.0.0.1:99999',
      'plain.yaml',
    ],
    error: 'INVALID_OPTION',
  },
  'error UNSUPPORTED_KEY_TYPE': {
    args: ['encrypt', '--hckms', 'eu-west-101:1', 'plain.yaml'],
    error: 'UNSUPPORTED_KEY_TYPE',
  },
  'error CONFLICTING_OPTIONS: the value of set twice': {
    args: ['set', '--value-file', '--value-stdin', 'enc.yaml', '["a"]', 'x'],
  },
  'error EDITOR_FAILED: none at all': {
    args: ['edit', 'enc.yaml'],
    env: { PATH: '/nowhere', EDITOR: '', SOPS_EDITOR: '' },
    error: 'EDITOR_FAILED',
  },
  'error FILE_NOT_FOUND: the editor removed it': {
    args: ['edit', 'enc.yaml'],
    env: { ...change, SOPS_EDITOR: 'rm' },
  },
}
