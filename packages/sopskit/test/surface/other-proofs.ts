import { type Claim, inPackage, type Proof } from './proof.ts'

const equal = (...proofs: readonly Proof[]): Claim => ({ differs: [], proofs })
const told = (note: string, ...proofs: readonly Proof[]): Claim => ({ ...equal(...proofs), note })
const helps = inPackage('cli/help.test.ts', 'of %s names every flag of it')
const published = (title: string): Proof => inPackage('live/publish.live.test.ts', title)
const serves = (title: string): Proof => inPackage('cli/keyservice.test.ts', title)
const keyServer = (title: string): Proof => ({
  file: 'packages/keyservice-grpc/test/live/keyservice.live.test.ts',
  title,
})
const publishing = (title: string): Proof => inPackage('surface/publish.test.ts', title)
const account = inPackage('processes/account.test.ts', 'is become with privileges, and not without')
const version = inPackage(
  'differences/no-network.test.ts',
  '--version looks for no newer one, whatever the environment says (CLI-122)',
)
const withoutEffect: Claim = { differs: ['L9'], proofs: [version] }

/** What no scenario can show, by `COMMAND --flag` as sops has it. */
export const otherFlagProofs: Readonly<Record<string, Claim>> = {
  'sops --help': told('its own text, exit 0', helps),
  'groups --help': told('its own text, exit 0', helps),
  'completion --help': told('its own text, exit 0', helps),
  'sops --version': told('its own text', inPackage('cli/main.test.ts', '%j')),
  'sops --disable-version-check': withoutEffect,
  'sops --check-for-updates': withoutEffect,
  'sops --verbose': told(
    'accepted, without effect',
    inPackage('surface/without-effect.test.ts', '--verbose says nothing more: %j'),
  ),
  'publish --verbose': told(
    'accepted, without effect',
    inPackage('surface/without-effect.test.ts', '--verbose says nothing more: %j'),
  ),
  'keyservice --verbose': told(
    'accepted, without effect',
    inPackage('surface/without-effect.test.ts', '--verbose says nothing more: %j'),
  ),
  'publish --yes': equal(published('is the same secret in the second version of Vault (CLI-113)')),
  'publish --omit-extensions': equal(
    published('a folder, with and without extensions (CLI-111, CLI-112)'),
  ),
  'publish --recursive': equal(
    published('a folder, with and without extensions (CLI-111, CLI-112)'),
  ),
  'publish --decryption-order': equal(publishing('asks in the order of --decryption-order')),
  'publish --enable-local-keyservice': equal(
    publishing('without a key service nothing is opened: exit 128'),
  ),
  'publish --keyservice': equal(publishing('asks the service of --keyservice')),
  'exec-env --user': equal(account),
  'exec-file --user': equal(account),
  'keyservice --network': equal(
    serves('serves the keys of its environment on a socket of this user until a signal ends it'),
    keyServer('exchange files over %s'),
  ),
  'keyservice --address': equal(
    serves('serves the keys of its environment on a socket of this user until a signal ends it'),
    keyServer('exchange files over %s'),
  ),
  'keyservice --prompt': equal(
    serves('asks before a key is used, and takes only y for yes (KS-009)'),
    keyServer('wait for the answer "%s" of somebody who is asked (KS-009)'),
  ),
}

/** Commands that have no flag with a scenario, or more tests than those. */
export const otherCommandProofs: Readonly<Record<string, readonly Proof[]>> = {
  completion: [inPackage('cli/completion.test.ts', 'other shells are refused')],
  'completion bash': [inPackage('cli/completion.test.ts', 'every flag of %s')],
  'completion zsh': [
    inPackage('cli/completion.test.ts', 'the script for zsh is the same, run as one for bash'),
  ],
  'exec-env': [inPackage('live/exec.live.test.ts', 'exec-env gives a command what sops gives it')],
  'exec-file': [
    inPackage('live/exec.live.test.ts', 'exec-file lets a command read what sops lets it read'),
  ],
  filestatus: [inPackage('cli/filestatus.test.ts', 'tells whether a file is encrypted')],
  groups: [helps, inPackage('live/operations.live.test.ts', 'step by step as sops does')],
  'groups add': [inPackage('live/operations.live.test.ts', 'step by step as sops does')],
  'groups delete': [inPackage('live/operations.live.test.ts', 'step by step as sops does')],
  keyservice: [keyServer('exchange files over %s')],
  publish: [published('is the same object in a bucket, byte for byte (CLI-114)')],
  edit: [inPackage('live/edit.live.test.ts', 'generated files as sops does')],
  set: [inPackage('live/operations.live.test.ts', 'step by step as sops does')],
  unset: [inPackage('live/operations.live.test.ts', 'step by step as sops does')],
  rotate: [inPackage('live/operations.live.test.ts', 'step by step as sops does')],
  updatekeys: [inPackage('live/operations.live.test.ts', 'step by step as sops does')],
  encrypt: [inPackage('conformance/conformance.test.ts', '$id: on the files of sops')],
  decrypt: [inPackage('conformance/conformance.test.ts', '$id: on the files of sops')],
  sops: [inPackage('cli/old-form.test.ts', 'flags stand for commands (CLI-036)')],
  help: [inPackage('cli/help.test.ts', 'overall names the commands and where their flags are')],
}

/** Rows about commands as a whole. */
export const commandDifferences: Readonly<Record<string, readonly string[]>> = {
  completion: ['L14'],
  'groups delete': ['C7', 'O8'],
  help: ['L8'],
  sops: ['L16', 'L17', 'L18', 'L19'],
}

/** What no scenario can show of a variable of a flag. */
export const otherVariableProofs: Readonly<Record<string, Claim>> = {
  SOPS_DISABLE_VERSION_CHECK: withoutEffect,
}
