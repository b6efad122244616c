import { resolve } from 'node:path'
import type { KeyChanges } from '@sopskit/core'
import { configOf, type ConfigOptions } from '../../config/config-options.ts'
import { creationRuleFor, keyGroupsOf } from '../../config/creation-rule-for.ts'
import { workingDirectory } from '../../files/named-directory.ts'
import { nodeFileSystem } from '../../files/file-system.ts'
import { readInput } from '../../files/read-input.ts'
import { type FileFormat, formatOfPath } from '../../formats/file-format.ts'
import type { FileFacts } from '../file-options.ts'
import { changeFile, type ChangeFileOptions } from './change-file.ts'
import {
  checkKeys,
  type CheckKeysOptions,
  leaveKeys,
  updateKeys,
  type UpdateKeysOptions,
  type UpdateKeysResult,
  type WantedKeyOptions,
} from './update-keys.ts'
import { requireKeyGroups } from '../../options/given-keys.ts'
import { requireKnownOptions } from '../../options/known-options.ts'

/** What {@link checkKeysInFile} takes. Without keys they are those of the rule of its configuration. */
export interface CheckKeysInFileOptions extends WantedKeyOptions, ConfigOptions {
  /** The format of the file. Default: by the end of its name (F1). */
  readonly format?: FileFormat | undefined
}

/** What {@link updateKeysInFile} takes. Without keys they are those of the rule of its configuration. */
export interface UpdateKeysInFileOptions
  extends Omit<UpdateKeysOptions, 'format'>, ChangeFileOptions {
  /** Asked when the keys differ, before any identity is. */
  readonly confirm?: ((changes: KeyChanges) => Confirmed | Promise<Confirmed>) | undefined
}

/** An answer to new keys: with `false` the file is left as it is, `rotate` makes a new data key as well. */
export type Confirmed = boolean | 'rotate'

/**
 * Encrypts the data key of a file for other master keys, in place unless `output` names another file or
 * `inPlace` is false. The keys come from the options, or else from the first rule of the configuration that
 * matches the path; of that rule nothing else counts, its threshold included (CLI-104). A file that has its
 * keys already is left alone.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, `FILE_CHANGED`; with
 * `config` `CONFIG_UNREADABLE`, `CONFIG_INVALID` and `NO_MATCHING_RULE`; and every code of `updateKeys`.
 * @example
 * ```ts
 * import { updateKeysInFile } from 'sopskit'
 * async function sync(path: string): Promise<boolean> {
 *   const options = { config: 'search', identities: 'environment' } as const
 *   return (await updateKeysInFile(path, options)).changed
 * }
 * ```
 */
export async function updateKeysInFile(
  path: string,
  options: UpdateKeysInFileOptions,
): Promise<UpdateKeysResult & FileFacts> {
  requireKnownOptions(options)
  const wanted = await withKeysOf(path, options)
  return changeFile(path, wanted, async (input, facts) => {
    const given = { ...wanted, ...facts }
    const answer = await askAbout(input, given)
    if (answer === false) return leaveKeys(input, given)
    return updateKeys(input, answer === 'rotate' ? { ...given, rotate: true } : given)
  })
}

async function askAbout(
  input: Uint8Array,
  { confirm, ...options }: CheckKeysOptions & Pick<UpdateKeysInFileOptions, 'confirm'>,
): Promise<Confirmed> {
  if (confirm === undefined) return true
  const changes = await checkKeys(input, options)
  return !changes.changed || confirm(changes)
}

/**
 * Compares the master keys of a file with those it should have, without any identity.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`; with `config` `CONFIG_UNREADABLE`,
 * `CONFIG_INVALID` and `NO_MATCHING_RULE`; and every code of `checkKeys`.
 * @example
 * ```ts
 * import { checkKeysInFile } from 'sopskit'
 * async function isUpToDate(path: string): Promise<boolean> {
 *   return !(await checkKeysInFile(path, { config: 'search' })).changed
 * }
 * ```
 */
export async function checkKeysInFile(
  path: string,
  options: CheckKeysInFileOptions,
): Promise<KeyChanges> {
  requireKnownOptions(options)
  const { format = formatOfPath(path), ...wanted } = await withKeysOf(path, options)
  return checkKeys(await readInput(path, nodeFileSystem), { ...wanted, format })
}

type Given = WantedKeyOptions & ConfigOptions

async function withKeysOf<Options extends Given>(path: string, options: Options): Promise<Options> {
  const config = await configOf(options, false)
  const { recipients = [], keyGroups = [] } = options
  requireKeyGroups(keyGroups)
  if (config === undefined || recipients.length > 0 || keyGroups.length > 0) {
    return { ...options, config }
  }
  const rule = await creationRuleFor(config, resolve(workingDirectory(), path))
  return { ...options, config, keyGroups: await keyGroupsOf(rule, { config }) }
}
