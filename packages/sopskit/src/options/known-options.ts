import { closest, SopsError } from '@sopskit/core'
import type { DecryptFileOptions } from '../api/decrypt-file.ts'
import type { DecryptToObjectOptions } from '../api/decrypt-to-object.ts'
import type { EncryptFileOptions } from '../api/encrypt-file.ts'
import type {
  AddKeyGroupInFileOptions,
  DeleteKeyGroupInFileOptions,
} from '../api/operations/key-groups.ts'
import type { RotateFileOptions } from '../api/operations/rotate.ts'
import type { SetValueInFileOptions } from '../api/operations/set-value.ts'
import type { UnsetValueInFileOptions } from '../api/operations/unset-value.ts'
import type { CheckKeysInFileOptions } from '../api/operations/update-keys-in-file.ts'
import type { UpdateKeysInFilesOptions } from '../api/operations/update-keys-in-files.ts'
import type { CheckFilesOptions } from '../check/check-options.ts'
import type { EditFileOptions } from '../edit/edit-file.ts'
import type { RunWithEnvironmentOptions } from '../exec/run-with-environment.ts'
import type { RunWithFileOptions } from '../exec/run-with-file.ts'
import type { PublishFilesOptions } from '../publish/publish-files.ts'
import type { KeyServicesFromEnvironmentOptions } from '../services/key-services-from-environment.ts'

type NamesOf<Options> = Options extends unknown ? keyof Options : never

type OptionName = NamesOf<
  | DecryptFileOptions
  | DecryptToObjectOptions
  | EncryptFileOptions
  | EditFileOptions
  | SetValueInFileOptions
  | UnsetValueInFileOptions
  | RotateFileOptions
  | AddKeyGroupInFileOptions
  | DeleteKeyGroupInFileOptions
  | CheckKeysInFileOptions
  | UpdateKeysInFilesOptions
  | CheckFilesOptions
  | RunWithEnvironmentOptions
  | RunWithFileOptions
  | PublishFilesOptions
  | KeyServicesFromEnvironmentOptions
>

// Of all functions together: what one takes, it hands on to others. The type makes it complete.
const optionNames: Readonly<Record<OptionName, true>> = {
  addKeys: true,
  askPassphrase: true,
  background: true,
  clients: true,
  command: true,
  config: true,
  confirm: true,
  deadlineMs: true,
  decrypt: true,
  decryptionOrder: true,
  directory: true,
  encryptedCommentRegex: true,
  encryptedRegex: true,
  encryptedSuffix: true,
  env: true,
  exclude: true,
  extract: true,
  fileName: true,
  fileSystem: true,
  flux: true,
  format: true,
  git: true,
  idempotent: true,
  identities: true,
  ignoreMac: true,
  inPlace: true,
  indent: true,
  index: true,
  integers: true,
  keyGroups: true,
  keys: true,
  keysFor: true,
  layout: true,
  limit: true,
  macOnlyEncrypted: true,
  mode: true,
  now: true,
  omitExtensions: true,
  onProgress: true,
  onRejected: true,
  output: true,
  outputFormat: true,
  path: true,
  pristine: true,
  random: true,
  recipients: true,
  recursive: true,
  regularFile: true,
  removeKeys: true,
  rotate: true,
  rules: true,
  services: true,
  shamirThreshold: true,
  showMasterKeys: true,
  signal: true,
  staged: true,
  surroundings: true,
  timestamps: true,
  treeValue: true,
  unencryptedCommentRegex: true,
  unencryptedRegex: true,
  unencryptedSuffix: true,
  user: true,
  value: true,
}

const known: readonly string[] = Object.keys(optionNames)

/**
 * Refuses a name that no function has an option of, for plain JavaScript: without its type, `inplace` would have
 * no effect and nobody would know. `usage` shows a call of the function where people expect another form.
 *
 * @throws {@link SopsError} `INVALID_OPTION`.
 */
export function requireKnownOptions(options: unknown, usage?: string): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const what = options === undefined ? 'The options are missing' : 'The options are one object'
    const how = usage ?? 'give an object of options'
    throw new SopsError('INVALID_OPTION', `${what}: ${how}.`)
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(optionNames, name))
  if (unknown !== undefined) throw new SopsError('INVALID_OPTION', describe(unknown))
}

function describe(name: string): string {
  // What has digits may be a key that stands where a name belongs.
  const named = /^[A-Za-z_-]{1,40}$/.test(name) ? ` ${JSON.stringify(name)}` : ' of such a name'
  const meant = closest(bare(name), known.map(bare))
  const [option] = known.filter((one) => bare(one) === meant)
  return `There is no option${named}.${option === undefined ? '' : ` Did you mean ${option}?`}`
}

/** `in_place` and `inplace` are `inPlace`. */
function bare(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase()
}
