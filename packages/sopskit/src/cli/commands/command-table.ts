import type { CommandName } from '../command-name.ts'
import type { Command } from './command.ts'

const identities = `Keys and credentials are those that sops would use: SOPS_AGE_KEY, SOPS_AGE_KEY_FILE and
~/.config/sops/age/keys.txt, SSH keys, gpg, and what the clients of AWS, Google, Azure and Vault read.`

/** Every command. The parser, the help and the completion read this one table. */
export const commands: Readonly<Record<CommandName, Command>> = {
  encrypt: {
    operands: '[FILE]',
    words: [0, 1],
    miscount: 'USAGE',
    summary: 'encrypt a file',
    introduction: `Encrypts the values of a YAML, JSON, dotenv or INI file, or a whole file of another kind, for the keys
that flags or the creation rule of a .sops.yaml name. Without FILE it reads standard input.`,
    examples: [
      'sopskit encrypt --age age1... -i secret.yaml',
      "sopskit encrypt --age age1... --encrypted-regex '^(data|stringData)$' -i secret.yaml",
      'generate | sopskit encrypt --age age1... --filename-override secret.json',
    ],
    load: () => import('./encrypt.ts'),
  },
  decrypt: {
    operands: '[FILE]',
    words: [0, 1],
    miscount: 'USAGE',
    summary: 'decrypt a file',
    introduction: `Decrypts a file and verifies that nobody changed it. Without FILE it reads standard input.
${identities}`,
    examples: [
      'sopskit decrypt secret.yaml',
      `sopskit decrypt --extract '["db"]["password"]' secret.yaml`,
      'sopskit decrypt --output-type json secret.yaml',
      'fetch | sopskit decrypt --filename-override secret.yaml',
    ],
    load: () => import('./decrypt.ts'),
  },
  edit: {
    operands: 'FILE',
    words: [1, 1],
    miscount: 'NO_FILE',
    inPlace: true,
    summary: 'edit an encrypted file, or make a new one',
    introduction: `Opens the plain text of a file in SOPS_EDITOR, EDITOR, vim, nano or vi, and encrypts it again. What was
not changed keeps its ciphertext. A file that does not exist starts from an example and is encrypted by
flags or by the creation rule that matches, as for encrypt.
${identities}`,
    examples: [
      'sopskit edit secret.yaml',
      "EDITOR='code --wait' sopskit edit --age age1... new.yaml",
    ],
    load: () => import('./edit.ts'),
  },
  set: {
    operands: 'FILE INDEX [VALUE]',
    words: [2, 3],
    miscount: 'NO_FILE',
    inPlace: true,
    summary: 'set one value of an encrypted file',
    introduction: `Sets the value at INDEX to VALUE, which is JSON: a text needs its quotes. VALUE can be read by others
while the command runs; --value-file and --value-stdin hide it.`,
    examples: [
      `sopskit set secret.yaml '["db"]["password"]' '"new"'`,
      `sopskit set --idempotent secret.yaml '["ports"][0]' 8080`,
      `generate | sopskit set --value-stdin secret.yaml '["db"]'`,
    ],
    load: () => import('./set.ts'),
  },
  unset: {
    operands: 'FILE INDEX',
    words: [2, 2],
    miscount: 'NO_FILE',
    inPlace: true,
    summary: 'remove one value from an encrypted file',
    introduction: 'Removes what is at INDEX from an encrypted file.',
    examples: [`sopskit unset secret.yaml '["db"]["password"]'`],
    load: () => import('./unset.ts'),
  },
  rotate: {
    operands: 'FILE',
    words: [1, 1],
    miscount: 'NO_FILE',
    summary: 'encrypt a file under a new data key',
    introduction: `Makes a new data key and encrypts every value under it. Keys can come and go with it: who lost access
cannot read the new file with a data key they kept.`,
    examples: ['sopskit rotate -i secret.yaml', 'sopskit rotate -i --rm-age age1... secret.yaml'],
    load: () => import('./rotate.ts'),
  },
  updatekeys: {
    operands: 'FILE...',
    words: [1, Infinity],
    miscount: 'NO_FILE',
    summary: 'give files the keys of their creation rule',
    introduction: `Encrypts the data key of each file for the keys of the creation rule that matches it. The data key and
the values stay: whoever lost access could still read with a data key they kept, until rotate.

FILE can be a folder, for all files below it, or a quoted pattern of *, **, ?, [a-z] and {a,b}. What is found
in these ways and is not encrypted, or has no rule, is skipped and counted. Without --yes it asks about each
file. It exits 1 when any file failed, and with --check also when any differs; a single file that fails gives
its own exit code.`,
    examples: [
      'sopskit updatekeys secrets/one.yaml',
      'sopskit updatekeys --yes --rotate secrets',
      "sopskit updatekeys --check 'apps/**/*.enc.yaml'",
    ],
    load: () => import('./updatekeys.ts'),
  },
  'groups add': {
    operands: '',
    words: [0, 0],
    miscount: 'USAGE',
    summary: 'add a key group to a file',
    introduction: `Adds a key group behind those of the file. The data key is shared anew among all groups, all of which are
needed to decrypt unless a threshold says how many.`,
    examples: ['sopskit groups add --file secret.yaml --age age1... --in-place'],
    load: () => import('./groups-add.ts'),
  },
  'groups delete': {
    operands: 'INDEX',
    words: [1, 1],
    miscount: 'USAGE',
    summary: 'take a key group out of a file',
    introduction: `Takes out the key group INDEX, counted from 0. The data key is shared anew among the others; who held the
group can still open old copies of the file.`,
    examples: ['sopskit groups delete --file secret.yaml --in-place 1'],
    load: () => import('./groups-delete.ts'),
  },
  'exec-env': {
    operands: 'FILE COMMAND',
    words: [2, 2],
    miscount: 'USAGE',
    summary: 'run a command with the values as variables',
    introduction: `Runs COMMAND by the shell, with the values of the file as environment variables, and ends with its exit
code.
${identities}`,
    examples: [`sopskit exec-env secret.env 'npx migrate up'`],
    load: () => import('./exec-env.ts'),
  },
  'exec-file': {
    operands: 'FILE COMMAND',
    words: [2, 2],
    miscount: 'USAGE',
    summary: 'run a command that reads the decrypted file',
    introduction: `Runs COMMAND by the shell; {} in it stands for the path of a named pipe that gives the decrypted file
once. It ends with the exit code of the command.
${identities}`,
    examples: [`sopskit exec-file secret.yaml 'kubectl apply -f {}'`],
    load: () => import('./exec-file.ts'),
  },
  publish: {
    operands: 'FILE|FOLDER',
    words: [1, 1],
    miscount: 'NO_FILE',
    summary: 'publish a file to Vault or a bucket',
    introduction: `Publishes an encrypted file where the destination_rules of the configuration say. Vault gets the decrypted
values as JSON; a bucket of S3 or Google Cloud Storage gets the file as it is, or encrypted anew for the
keys of the recreation_rule.

destination_rules stand in .sops.yaml beside creation_rules. Vault is found by vault_address of the rule, else
by VAULT_ADDR, and takes the token of VAULT_TOKEN, else of ~/.vault-token (docs/publish.md).
${identities}`,
    examples: ['sopskit publish secret.yaml', 'sopskit publish --yes --recursive secrets'],
    load: () => import('./publish.ts'),
  },
  filestatus: {
    operands: 'FILE',
    words: [1, 1],
    miscount: 'NO_FILE',
    summary: 'tell whether a file is encrypted',
    introduction: 'Prints {"encrypted":true} or {"encrypted":false}. It needs no identity.',
    examples: ['sopskit filestatus secret.yaml'],
    load: () => import('./filestatus.ts'),
  },
  check: {
    operands: '[PATH...]',
    words: [0, Infinity],
    miscount: 'USAGE',
    summary: 'check that a repository keeps its secrets',
    introduction: `Finds files that the creation rules want encrypted and that are not, values left in clear text, keys and
options that differ from the rules, private keys, conflicts, and Secrets that anybody can read. PATH is a
file, a folder or a quoted pattern; without one it is the working directory, without what Git ignores. It
needs no identity; with one, --decrypt goes further. Each file follows the nearest .sops.yaml above it.

It exits 0 when nothing was found, 1 when something was, and 2 when something could not be checked.`,
    examples: [
      'sopskit check',
      'sopskit check --staged',
      'sopskit check --flux --strict clusters apps',
      'sopskit check --format sarif > sopskit.sarif',
    ],
    load: () => import('./check.ts'),
  },
  'flux init': {
    operands: '[FOLDER]',
    words: [0, 1],
    miscount: 'USAGE',
    summary: 'prepare a folder for secrets that Flux decrypts',
    introduction: `Writes the .sops.yaml of a cluster, the public PGP key, and entries of .gitattributes, .gitignore and
.sourceignore; with --private-key and --secret-out the manifest of the decryption Secret as well. The patch of
the Flux Kustomization goes to standard output. Nothing that is there is replaced without --force, and a
second run changes nothing.`,
    examples: [
      'sopskit flux init --age age1... clusters/prod',
      'sopskit flux init --pgp FINGERPRINT --public-key prod.asc --root . clusters/prod',
      'age-keygen | sopskit flux init --age age1... --private-key - --secret-out ../sops-age.yaml clusters/prod',
    ],
    load: () => import('./flux-init.ts'),
  },
  'flux build': {
    operands: 'FOLDER',
    words: [1, 1],
    miscount: 'NO_FILE',
    summary: 'show what Flux would apply',
    introduction: `Builds a folder as the kustomize-controller of Flux does, and prints the manifests that it would apply, with
secret values replaced unless --show-secrets. Keys come from the decryption Secret; of clouds and Vault also
from the environment, and without a Secret all of them. A folder with a kustomization file needs kustomize.
Every file is verified as it is committed; remote entries are left out.`,
    examples: [
      'sopskit flux build --decryption-secret ../sops-age.yaml clusters/prod',
      'sopskit flux build --kustomize /opt/bin/kustomize clusters/prod',
    ],
    load: () => import('./flux-build.ts'),
  },
  keyservice: {
    operands: '',
    words: [0, 0],
    miscount: 'USAGE',
    summary: 'let other processes use the keys of this one',
    introduction: `Serves the key service protocol of sops, with the keys and credentials of this process, until a signal ends
it. Whoever can connect can use the keys: a socket is open to this user only, and where other machines can
reach it, it listens with --tls-cert and --tls-key or with --insecure only. --allow and --prompt go by the
key that a request names: what another key of this process can open, it opens too.
${identities}`,
    examples: [
      'sopskit keyservice --network unix --address /run/user/1000/sops.sock',
      'sopskit decrypt --keyservice unix:///run/user/1000/sops.sock secret.yaml',
    ],
    load: () => import('./keyservice.ts'),
  },
  completion: {
    operands: 'bash|zsh',
    words: [1, 1],
    miscount: 'USAGE',
    summary: 'print a script that completes commands and flags',
    introduction: 'Prints a script that makes a shell complete the commands and flags of sopskit.',
    examples: ['source <(sopskit completion bash)', 'source <(sopskit completion zsh)'],
    load: () => import('./completion.ts'),
  },
}
