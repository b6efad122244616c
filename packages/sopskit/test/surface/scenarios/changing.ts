import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import type { Scenario, Scenarios } from '../scenario.ts'
import { keys, kinds, others, remote } from './keys.ts'

const order: readonly string[] = ['--decryption-order', 'kms,age']
const change = { SOPS_EDITOR: 'sed -i s/hunter2/changed/' }
const both = { SOPS_AGE_KEY: `${testIdentity(0)} ${testIdentity(1)}` }
const path = '["password"]'
const config = `creation_rules: [{ age: "${testRecipient(0)},${testRecipient(1)}" }]\n`

/** Flags that any command has that changes a file which the key service opens. */
function opening(
  name: string,
  line: (flags: readonly string[], file: string) => Scenario,
): Scenarios {
  return {
    [`${name} --decryption-order`]: line([...remote, ...order], 'open.yaml'),
    [`${name} --enable-local-keyservice`]: {
      ...line(['--enable-local-keyservice=false'], 'enc.yaml'),
      error: 'DATA_KEY_UNAVAILABLE',
    },
    [`${name} --keyservice`]: line(remote, 'open.yaml'),
  }
}

/** The command, and the form without one. */
const rotations: Readonly<Record<string, readonly string[]>> = { rotate: ['rotate'], sops: ['-r'] }

const rotateLike: Scenarios = Object.fromEntries(
  Object.entries(rotations).flatMap(([name, words]) =>
    kinds.flatMap((kind) => {
      const line = (flag: string, key = ''): Scenario => ({
        args: [...words, ...remote, flag, key, 'open.yaml'],
      })
      return [
        [`${name} --add-${kind}`, line(`--add-${kind}`, others[kind])],
        [`${name} --rm-${kind}`, line(`--rm-${kind}`, keys[kind])],
      ]
    }),
  ),
)

const groupsAdd: Scenarios = Object.fromEntries(
  kinds.map((kind) => [
    `groups add --${kind}`,
    {
      args: [
        'groups',
        'add',
        ...remote,
        '--file',
        'open-age.yaml',
        `--${kind}`,
        others[kind] ?? '',
        `--${kind}`,
        keys[kind] ?? '',
      ],
      // It takes the flag and leaves the group empty (CLI-106).
      ...(kind === 'hckms' && { differs: { row: 'O7', exit: 0, shows: 'hckms' } }),
    },
  ]),
)

const asJson: readonly string[] = ['--input-type', 'json', '--output-type', 'json']

export const changingScenarios: Scenarios = {
  ...rotateLike,
  ...groupsAdd,
  ...opening('edit', (flags, file) => ({ args: ['edit', ...flags, file], env: change })),
  ...opening('set', (flags, file) => ({ args: ['set', ...flags, file, path, '"x"'] })),
  ...opening('unset', (flags, file) => ({ args: ['unset', ...flags, file, path] })),
  ...opening('rotate', (flags, file) => ({ args: ['rotate', '-i', ...flags, file] })),
  'edit --input-type': { args: ['edit', ...asJson, 'as-json.txt'], env: change },
  'edit --output-type': {
    // Another type than that of the input is never read back by sops.
    args: ['edit', '--output-type', 'json', '--input-type', 'json', 'as-json.yaml'],
    env: change,
  },
  'edit --ignore-mac': { args: ['edit', '--ignore-mac', 'changed.yaml'], env: change },
  'edit --show-master-keys': {
    args: ['edit', '-s', 'enc.yaml'],
    env: { SOPS_EDITOR: "sh '{FOLDER}/editor.sh'" },
    files: {
      'editor.sh': `grep -c recipient: "$1" > '{FOLDER}/seen'; sed -i s/hunter2/changed/ "$1"`,
    },
    differs: { row: 'O11', exit: 0, shows: 'password: changed' },
  },
  'set --input-type': { args: ['set', ...asJson, 'as-json.txt', path, '"x"'] },
  'set --output-type': { args: ['set', '--output-type', 'yaml', 'enc.json', path, '"x"'] },
  'set --value-file': {
    args: ['set', '--value-file', 'enc.yaml', path, 'value'],
    files: { value: '{"a": 1}\n' },
  },
  'set --value-stdin': { args: ['set', '--value-stdin', 'enc.yaml', path], stdin: '"y"\n' },
  'set --shamir-secret-sharing-threshold': {
    args: ['set', '--shamir-secret-sharing-threshold', '1', 'enc.yaml', path, '"x"'],
    error: 'USAGE',
    differs: { row: 'L15', exit: 1 },
  },
  'set --ignore-mac': { args: ['set', '--ignore-mac', 'changed.yaml', path, '"x"'] },
  'set --idempotent': { args: ['set', '--idempotent', 'enc.yaml', path, '"hunter2"'] },
  'set --idempotent: another value': { args: ['set', '--idempotent', 'enc.yaml', path, '"x"'] },
  'unset --input-type': { args: ['unset', ...asJson, 'as-json.txt', path] },
  'unset --output-type': { args: ['unset', '--output-type', 'yaml', 'enc.json', path] },
  'unset --shamir-secret-sharing-threshold': {
    args: ['unset', '--shamir-secret-sharing-threshold', '1', 'enc.yaml', path],
    error: 'USAGE',
    differs: { row: 'L15', exit: 1 },
  },
  'unset --ignore-mac': { args: ['unset', '--ignore-mac', 'changed.yaml', path] },
  'unset --idempotent': { args: ['unset', '--idempotent', 'enc.yaml', '["gone"]'] },
  'rotate --in-place': { args: ['rotate', '-i', 'enc.yaml'] },
  'rotate --output': { args: ['rotate', '--output', 'out.yaml', 'enc.yaml'] },
  'rotate --input-type': { args: ['rotate', ...asJson, 'as-json.txt'] },
  'rotate --output-type': { args: ['rotate', '--output-type', 'json', 'enc.yaml'] },
  'rotate --filename-override': {
    args: ['rotate', '--filename-override', 'x.json', 'as-json.txt'],
  },
  'rotate --encryption-context': {
    args: [
      'rotate',
      ...remote,
      '--encryption-context',
      'a:b',
      '--add-kms',
      others['kms'] ?? '',
      'open.yaml',
    ],
  },
  'updatekeys --yes': { args: ['updatekeys', '-y', 'enc.yaml'], files: { '.sops.yaml': config } },
  'updatekeys --input-type': {
    args: ['updatekeys', '-y', '--input-type', 'json', 'as-json.txt'],
    files: { '.sops.yaml': config },
  },
  'updatekeys --enable-local-keyservice': {
    args: ['updatekeys', '-y', '--enable-local-keyservice=false', 'enc.yaml'],
    files: { '.sops.yaml': config },
    error: 'DATA_KEY_UNAVAILABLE',
    differs: { row: 'L24', exit: 128 },
  },
  'updatekeys: which key is asked for first': {
    args: ['updatekeys', '-y', ...remote, 'open.yaml'],
    files: { '.sops.yaml': config },
    differs: { row: 'O16', exit: 0, shows: '"unwrap age"' },
  },
  'groups add: which key is asked for first': {
    args: ['groups', 'add', '--file', 'open.yaml', ...remote, '--age', testRecipient(1)],
    differs: { row: 'O16', exit: 0, shows: '"unwrap age"' },
  },
  'updatekeys --keyservice': {
    args: ['updatekeys', '-y', ...remote, 'open-age.yaml'],
    files: { '.sops.yaml': config },
  },
  'groups add --file': { args: ['groups', 'add', '-f', 'enc.yaml', '--age', testRecipient(1)] },
  'groups add --in-place': {
    args: ['groups', 'add', '--file', 'enc.yaml', '-i', '--age', testRecipient(1)],
  },
  'groups add --aws-profile': {
    args: [
      'groups',
      'add',
      ...remote,
      '--file',
      'open-age.yaml',
      '--aws-profile',
      'work',
      '--kms',
      others['kms'] ?? '',
    ],
  },
  'groups add --encryption-context': {
    args: [
      'groups',
      'add',
      ...remote,
      '--file',
      'open-age.yaml',
      '--encryption-context',
      'a:b',
      '--kms',
      others['kms'] ?? '',
    ],
  },
  'groups add --shamir-secret-sharing-threshold': {
    args: [
      'groups',
      'add',
      '--file',
      'groups.yaml',
      '--age',
      testRecipient(2),
      '--shamir-secret-sharing-threshold',
      '3',
    ],
    env: both,
  },
  'groups add --enable-local-keyservice': {
    args: [
      'groups',
      'add',
      '--enable-local-keyservice=false',
      '--file',
      'enc.yaml',
      '--age',
      testRecipient(1),
    ],
    error: 'DATA_KEY_UNAVAILABLE',
  },
  'groups add --keyservice': {
    args: ['groups', 'add', ...remote, '--file', 'open-age.yaml', '--age', testRecipient(1)],
  },
  'groups delete --file': {
    args: ['groups', 'delete', '-f', 'groups.yaml', '--shamir-secret-sharing-threshold', '1', '1'],
    env: both,
  },
  'groups delete --in-place': {
    args: [
      'groups',
      'delete',
      '--file',
      'groups.yaml',
      '-i',
      '--shamir-secret-sharing-threshold',
      '1',
      '0',
    ],
    env: both,
  },
  'groups delete --shamir-secret-sharing-threshold': {
    args: [
      'groups',
      'delete',
      '--file',
      'groups.yaml',
      '--shamir-secret-sharing-threshold',
      '1',
      '0',
    ],
    env: both,
  },
  'groups delete --shamir-secret-sharing-threshold: without it': {
    args: ['groups', 'delete', '--file', 'groups.yaml', '0'],
    env: both,
    error: 'INVALID_THRESHOLD',
  },
  'groups delete --enable-local-keyservice': {
    args: [
      'groups',
      'delete',
      '--file',
      'groups.yaml',
      '--enable-local-keyservice=false',
      '--shamir-secret-sharing-threshold',
      '1',
      '0',
    ],
    env: both,
    error: 'DATA_KEY_UNAVAILABLE',
  },
  'groups delete --keyservice': {
    args: [
      'groups',
      'delete',
      '--file',
      'open-groups.yaml',
      ...remote,
      '--shamir-secret-sharing-threshold',
      '1',
      '0',
    ],
  },
  'sops --rotate': { args: ['-r', '-i', 'enc.yaml'] },
  'sops --set': { args: ['--set', '["password"] "x"', 'enc.yaml'] },
  'sops --show-master-keys': {
    args: ['-s', 'enc.yaml'],
    env: { SOPS_EDITOR: "sh '{FOLDER}/editor.sh'" },
    files: {
      'editor.sh': `grep -c recipient: "$1" > '{FOLDER}/seen'; sed -i s/hunter2/changed/ "$1"`,
    },
    differs: { row: 'O11', exit: 0, shows: 'password: changed' },
  },
}
