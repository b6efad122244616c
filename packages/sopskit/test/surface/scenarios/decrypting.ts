import type { Scenarios } from '../scenario.ts'
import { remote } from './keys.ts'

const kmsFirst: readonly string[] = [...remote, '--decryption-order', 'kms,age']

export const decryptingScenarios: Scenarios = {
  'decrypt --in-place': { args: ['decrypt', '-i', 'enc.yaml'] },
  'decrypt --extract': { args: ['decrypt', '--extract', '["list"][1]', 'enc.yaml'] },
  'decrypt --extract: what is not there': {
    args: ['decrypt', '--extract', '["x"]', 'enc.yaml'],
    error: 'PATH_NOT_FOUND',
  },
  'decrypt --output': { args: ['decrypt', '--output', 'out.yaml', 'enc.yaml'] },
  'decrypt --input-type': {
    args: ['decrypt', '--input-type', 'json', 'as-json.yaml'],
  },
  'decrypt --output-type': { args: ['decrypt', '--output-type', 'json', 'enc.yaml'] },
  'decrypt --ignore-mac': { args: ['decrypt', '--ignore-mac', 'changed.yaml'] },
  'decrypt --filename-override': {
    args: ['decrypt', '--filename-override', 'x.json', 'as-json.txt'],
  },
  'decrypt --decryption-order': { args: ['decrypt', ...kmsFirst, 'open.yaml'] },
  'decrypt --enable-local-keyservice': {
    args: ['decrypt', '--enable-local-keyservice=false', 'enc.yaml'],
    error: 'DATA_KEY_UNAVAILABLE',
  },
  'decrypt --keyservice': { args: ['decrypt', ...remote, 'open.yaml'] },
  'sops --decrypt': { args: ['-d', 'enc.yaml'] },
  'sops --extract': { args: ['-d', '--extract', '["password"]', 'enc.yaml'] },
  'sops --ignore-mac': { args: ['-d', '--ignore-mac', 'changed.yaml'] },
  'sops --output-type: decrypting': { args: ['-d', '--output-type', 'json', 'enc.yaml'] },
  'sops --decryption-order': { args: ['-d', ...kmsFirst, 'open.yaml'] },
  'sops --keyservice: decrypting': { args: ['-d', ...remote, 'open.yaml'] },
  'filestatus --input-type': { args: ['filestatus', '--input-type', 'yaml', 'as-yaml.txt'] },
  'filestatus --input-type: without it': {
    args: ['filestatus', 'as-yaml.txt'],
    error: 'PARSE_FAILED',
  },
  'exec-env --background': {
    args: ['exec-env', '--background', 'enc.env', 'true'],
  },
  'exec-env --pristine': {
    args: ['exec-env', '--pristine', 'enc.env', `/usr/bin/env | grep -v ^PWD= > '{FOLDER}/seen'`],
    env: { FROM: 'outside' },
  },
  'exec-env --user': {
    args: ['exec-env', '--user', 'nobody-of-that-name', 'enc.env', 'true'],
    error: 'USER_UNAVAILABLE',
  },
  'exec-env --same-process': { args: ['exec-env', '--same-process', 'enc.env', 'exit 3'] },
  'exec-env --decryption-order': {
    args: ['exec-env', ...kmsFirst, 'open.env', `echo "$A" > '{FOLDER}/seen'`],
  },
  'exec-env --enable-local-keyservice': {
    args: ['exec-env', '--enable-local-keyservice=false', 'enc.env', 'true'],
    error: 'DATA_KEY_UNAVAILABLE',
  },
  'exec-env --keyservice': {
    args: ['exec-env', ...remote, 'open.env', `echo "$A" > '{FOLDER}/seen'`],
  },
  'exec-file --background': {
    args: ['exec-file', '--background', 'enc.env', 'true'],
    error: 'USAGE',
    differs: { row: 'L20', exit: 1 },
  },
  'exec-file --no-fifo': {
    args: ['exec-file', '--no-fifo', 'enc.yaml', `test -f {} && cat {} {} > '{FOLDER}/seen'`],
  },
  'exec-file --user': {
    args: ['exec-file', '--user', 'nobody-of-that-name', 'enc.env', 'true'],
    error: 'USER_UNAVAILABLE',
  },
  'exec-file --input-type': {
    args: [
      'exec-file',
      '--input-type',
      'json',
      '--output-type',
      'yaml',
      'as-json.txt',
      `cat {} > '{FOLDER}/seen'`,
    ],
  },
  'exec-file --output-type': {
    args: ['exec-file', '--output-type', 'json', 'enc.yaml', `cat {} > '{FOLDER}/seen'`],
  },
  'exec-file --filename': {
    args: [
      'exec-file',
      '--filename',
      'my.conf',
      'enc.env',
      `basename {} > '{FOLDER}/seen'; cat {} >> '{FOLDER}/seen'`,
    ],
  },
  'exec-file --decryption-order': {
    args: ['exec-file', ...kmsFirst, 'open.env', `cat {} > '{FOLDER}/seen'`],
  },
  'exec-file --enable-local-keyservice': {
    args: ['exec-file', '--enable-local-keyservice=false', 'enc.env', 'true'],
    error: 'DATA_KEY_UNAVAILABLE',
  },
  'exec-file --keyservice': {
    args: ['exec-file', ...remote, 'open.env', `cat {} > '{FOLDER}/seen'`],
  },
}
