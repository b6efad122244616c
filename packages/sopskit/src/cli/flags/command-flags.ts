import type { FlagGroup } from './flag.ts'
import { changing, executing } from './levels.ts'

/** What the flags of single commands say. */
export interface CommandFlags {
  readonly 'value-file': boolean
  readonly 'value-stdin': boolean
  readonly idempotent: boolean
  readonly yes: boolean
  readonly recursive: boolean
  readonly 'omit-extensions': boolean
  readonly check: boolean
  readonly 'dry-run': boolean
  readonly 'show-master-keys': boolean
  readonly pristine: boolean
  readonly 'same-process': boolean
  readonly user: string
  readonly background: boolean
  readonly filename: string
  readonly 'no-fifo': boolean
  readonly staged: boolean
  readonly flux: boolean
  readonly strict: boolean
  readonly exclude: readonly string[]
  readonly format: string
  readonly network: string
  readonly address: string
  readonly prompt: boolean
  readonly allow: readonly string[]
  readonly insecure: boolean
  readonly 'tls-cert': string
  readonly 'tls-key': string
  readonly 'tls-client-ca': string
}

/** Flags of single commands. */
export const commandFlags: FlagGroup<CommandFlags> = {
  'value-file': {
    kind: 'switch',
    levels: ['set'],
    help: 'VALUE names a file that holds the value',
  },
  'value-stdin': { kind: 'switch', levels: ['set'], help: 'read the value from standard input' },
  idempotent: {
    kind: 'switch',
    levels: changing,
    help: 'leave the file alone when nothing would change',
  },
  yes: {
    kind: 'switch',
    short: 'y',
    levels: ['updatekeys', 'publish'],
    help: 'do it without asking',
  },
  recursive: { kind: 'switch', levels: ['publish'], help: 'publish every file below the folder' },
  'omit-extensions': {
    kind: 'switch',
    levels: ['publish'],
    help: 'leave the extension out of the name at the destination',
  },
  check: {
    kind: 'switch',
    levels: ['updatekeys'],
    help: 'only compare, without any identity; exit 1 when a file differs',
  },
  'dry-run': {
    kind: 'switch',
    levels: ['updatekeys', 'flux init'],
    help: 'do everything but writing',
  },
  'show-master-keys': {
    kind: 'switch',
    short: 's',
    levels: ['edit'],
    help: 'show the metadata too; it is not to be changed',
  },
  pristine: { kind: 'switch', levels: ['exec-env'], help: 'give the command these variables only' },
  'same-process': {
    kind: 'switch',
    levels: ['exec-env'],
    help: 'end as the command does, without a message',
  },
  user: { kind: 'text', levels: executing, value: 'NAME', help: 'run the command as this user' },
  background: {
    kind: 'switch',
    levels: executing,
    help: 'start the command and do not wait for it; deprecated by sops',
    helpFor: { 'exec-file': 'refused: the file would be gone before the command reads it' },
  },
  filename: {
    kind: 'text',
    levels: ['exec-file'],
    value: 'NAME',
    help: 'what the file is called (tmp-file)',
  },
  'no-fifo': {
    kind: 'switch',
    levels: ['exec-file'],
    help: 'a regular file instead of a named pipe',
  },
  network: {
    kind: 'text',
    alias: 'net',
    levels: ['keyservice'],
    value: 'NAME',
    help: 'tcp (the default) or unix',
  },
  address: {
    kind: 'text',
    alias: 'addr',
    levels: ['keyservice'],
    value: 'ADDRESS',
    help: 'where to listen: 127.0.0.1:5000, tcp://... or a socket',
  },
  prompt: { kind: 'switch', levels: ['keyservice'], help: 'ask before each use of a key' },
  allow: {
    kind: 'list',
    levels: ['keyservice'],
    value: 'KEY',
    help: 'let only this key be used: age:age1... or kms:arn:...',
  },
  insecure: {
    kind: 'switch',
    levels: ['keyservice'],
    help: 'listen in clear where other machines can reach it',
  },
  'tls-cert': {
    kind: 'text',
    levels: ['keyservice'],
    value: 'FILE',
    help: 'speak TLS with this certificate',
  },
  'tls-key': {
    kind: 'text',
    levels: ['keyservice'],
    value: 'FILE',
    help: 'the key of that certificate',
  },
  'tls-client-ca': {
    kind: 'text',
    levels: ['keyservice'],
    value: 'FILE',
    help: 'let in only who shows a certificate by these authorities',
  },
  staged: {
    kind: 'switch',
    levels: ['check'],
    help: 'check what the next commit of Git changes, as its index holds it',
  },
  flux: {
    kind: 'switch',
    levels: ['check'],
    help: 'look at kustomizations as Flux does; else only where Flux is used',
  },
  exclude: {
    kind: 'list',
    levels: ['check'],
    value: 'PATTERN',
    help: 'leave out files or folders; may be given several times',
  },
  strict: { kind: 'switch', levels: ['check'], help: 'exit 1 for warnings as well' },
  format: {
    kind: 'text',
    levels: ['check'],
    value: 'FORMAT',
    help: 'text, json, github (annotations) or sarif',
  },
}
