import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import type { Scenario, Scenarios } from '../scenario.ts'
import { keys, remote } from './keys.ts'

const second: Readonly<Record<string, string>> = { SOPS_AGE_KEY: '' }
const decryptsSecond: Scenario = { args: ['decrypt', 'second.yaml'], env: second }
const identityFile = `# a comment\n${testIdentity(1)}\n`

/** The variable of each flag that names keys. */
const keyVariables: Readonly<Record<string, string>> = {
  SOPS_AGE_RECIPIENTS: 'age',
  SOPS_PGP_FP: 'pgp',
  SOPS_KMS_ARN: 'kms',
  SOPS_GCP_KMS_IDS: 'gcp-kms',
  SOPS_AZURE_KEYVAULT_URLS: 'azure-kv',
  SOPS_VAULT_URIS: 'hc-vault-transit',
  SOPS_HUAWEICLOUD_KMS_IDS: 'hckms',
}

const keyScenarios: Scenarios = Object.fromEntries(
  Object.entries(keyVariables).flatMap(([name, flag]) => {
    const env = { [name]: keys[flag] ?? '' }
    return [
      [`$${name}`, { args: ['encrypt', ...remote, 'plain.yaml'], env }],
      [`$${name}: without a command`, { args: ['-e', ...remote, 'plain.yaml'], env }],
    ]
  }),
)

const gpg = `#!/bin/sh
echo "$@" > '{FOLDER}/seen'
cat > /dev/null
printf -- '-----BEGIN PGP MESSAGE-----\\n\\nwQED0gEB\\n=qILK\\n-----END PGP MESSAGE-----\\n'
`

export const variableScenarios: Scenarios = {
  ...keyScenarios,
  '$SOPS_AGE_RECIPIENTS: an empty flag beats it': {
    args: ['encrypt', '--age', '', 'plain.yaml'],
    env: { SOPS_AGE_RECIPIENTS: testRecipient(1) },
    error: 'NO_RECIPIENTS',
  },
  $SOPS_CONFIG: {
    args: ['encrypt', 'plain.yaml'],
    env: { SOPS_CONFIG: 'other.config' },
    files: { 'other.config': `creation_rules: [{ age: ${testRecipient(1)} }]\n` },
  },
  $SOPS_DECRYPTION_ORDER: {
    args: ['decrypt', ...remote, 'open.yaml'],
    env: { SOPS_DECRYPTION_ORDER: 'hc_vault,age' },
  },
  $SOPS_ENABLE_LOCAL_KEYSERVICE: {
    args: ['decrypt', 'enc.yaml'],
    env: { SOPS_ENABLE_LOCAL_KEYSERVICE: 'false' },
    error: 'DATA_KEY_UNAVAILABLE',
  },
  '$SOPS_ENABLE_LOCAL_KEYSERVICE: empty (CLI-008)': {
    args: ['decrypt', 'enc.yaml'],
    env: { SOPS_ENABLE_LOCAL_KEYSERVICE: '' },
    error: 'DATA_KEY_UNAVAILABLE',
  },
  '$SOPS_ENABLE_LOCAL_KEYSERVICE: neither true nor false (CLI-008)': {
    args: ['decrypt', 'enc.yaml'],
    env: { SOPS_ENABLE_LOCAL_KEYSERVICE: 'x' },
    error: 'USAGE',
  },
  $SOPS_KEYSERVICE: {
    args: ['decrypt', '--enable-local-keyservice=false', 'open.yaml'],
    env: { SOPS_KEYSERVICE: 'unix:///dev/null/no,{SERVICE}' },
  },
  $SOPS_EDITOR: {
    args: ['edit', 'enc.yaml'],
    env: { SOPS_EDITOR: 'sed -i s/hunter2/changed/', EDITOR: 'false' },
  },
  $EDITOR: { args: ['edit', 'enc.yaml'], env: { EDITOR: 'sed -i s/hunter2/changed/' } },
  '$EDITOR: an empty SOPS_EDITOR is none': {
    args: ['edit', 'enc.yaml'],
    env: { SOPS_EDITOR: '', EDITOR: "sed -i 's/hunter2/in quotes/'" },
  },
  $PATH: {
    args: ['edit', 'enc.yaml'],
    env: { PATH: '{FOLDER}/bin:/usr/bin:/bin' },
    files: { 'bin/vim': '#!/bin/sh\nsed -i s/hunter2/changed/ "$1"\n' },
  },
  $TMPDIR: {
    args: ['exec-file', '--no-fifo', 'enc.env', `case {} in '{FOLDER}/here/'*) exit 7; esac`],
    env: { TMPDIR: '{FOLDER}/here' },
    files: { 'here/file': '' },
  },
  $SOPS_AGE_KEY: { ...decryptsSecond, env: { SOPS_AGE_KEY: testIdentity(1) } },
  '$SOPS_AGE_KEY: of somebody else': {
    ...decryptsSecond,
    env: { SOPS_AGE_KEY: testIdentity(2) },
    error: 'DATA_KEY_UNAVAILABLE',
  },
  $SOPS_AGE_KEY_FILE: {
    ...decryptsSecond,
    env: { ...second, SOPS_AGE_KEY_FILE: '{FOLDER}/keys' },
    files: { keys: identityFile },
  },
  $SOPS_AGE_KEY_CMD: {
    ...decryptsSecond,
    env: { ...second, SOPS_AGE_KEY_CMD: "sh '{FOLDER}/key.sh' 'one word'" },
    files: {
      'key.sh': `echo "$1 $SOPS_AGE_RECIPIENT" >> '{FOLDER}/seen'; echo ${testIdentity(1)}\n`,
    },
  },
  $SOPS_AGE_SSH_PRIVATE_KEY_FILE: {
    args: ['decrypt', 'ssh.yaml'],
    env: { ...second, SOPS_AGE_SSH_PRIVATE_KEY_FILE: '{FOLDER}/ssh-key' },
  },
  $SOPS_AGE_SSH_PRIVATE_KEY_CMD: {
    args: ['decrypt', 'ssh.yaml'],
    env: { ...second, SOPS_AGE_SSH_PRIVATE_KEY_CMD: "cat '{FOLDER}/ssh-key'" },
  },
  $HOME: {
    ...decryptsSecond,
    env: { ...second, HOME: '{FOLDER}/home' },
    files: { 'home/.config/sops/age/keys.txt': identityFile },
  },
  $XDG_CONFIG_HOME: {
    ...decryptsSecond,
    env: { ...second, XDG_CONFIG_HOME: '{FOLDER}/config' },
    files: { 'config/sops/age/keys.txt': identityFile },
  },
  $SOPS_GPG_EXEC: {
    args: ['encrypt', '--pgp', keys['pgp'] ?? '', 'plain.yaml'],
    env: { SOPS_GPG_EXEC: '{FOLDER}/gpg.sh', GNUPGHOME: '{FOLDER}' },
    files: { 'gpg.sh': gpg },
  },
  $SOPS_HC_VAULT_ALLOWLIST: {
    args: ['encrypt', '--hc-vault-transit', 'http://127.0.0.1:1/v1/transit/keys/k', 'plain.yaml'],
    env: { SOPS_HC_VAULT_ALLOWLIST: 'none' },
  },
}
