import { addKeyGroup as addToTree, deleteKeyGroup as deleteFromTree } from '@sopskit/core'
import type { ConfigOptions } from '../../config/config-options.ts'
import { defined } from '../../options/defined.ts'
import { type GivenKeys, masterKeysOf } from '../../options/given-keys.ts'
import type { FileFacts, FileOptions } from '../file-options.ts'
import type { Output, OutputFacts } from '../output.ts'
import { changeContent } from './change-file.ts'
import { readForRekey, type RekeyOptions } from './change-options.ts'
import { written } from './change-result.ts'
import { requireKnownOptions } from '../../options/known-options.ts'

interface ThresholdOptions {
  /** How many groups are needed from now on. Default: as many as before; all, where one was enough. */
  readonly shamirThreshold?: number | undefined
}

interface AddOptions extends ThresholdOptions {
  /** The keys of the new group, any one of which gives its share. */
  readonly keys: GivenKeys
}

interface DeleteOptions extends ThresholdOptions {
  /** Which group goes, counted from 0. */
  readonly index: number
}

interface RekeyFileOptions extends Omit<RekeyOptions, 'format'>, FileOptions, ConfigOptions {}

/** What {@link addKeyGroup} takes. */
export interface AddKeyGroupOptions extends RekeyOptions, AddOptions {}

/** What {@link addKeyGroupInFile} takes. */
export interface AddKeyGroupInFileOptions extends RekeyFileOptions, AddOptions {}

/** What {@link deleteKeyGroup} takes. */
export interface DeleteKeyGroupOptions extends RekeyOptions, DeleteOptions {}

/** What {@link deleteKeyGroupInFile} takes. */
export interface DeleteKeyGroupInFileOptions extends RekeyFileOptions, DeleteOptions {}

/** An encrypted file with other key groups. */
export interface KeyGroupResult extends Output, OutputFacts {}

/**
 * Adds a key group behind those of a file. The data key stays and is shared anew among all groups; values
 * and MAC stay as they are, and the MAC is not verified. Where sops leaves out keys that it cannot encrypt
 * for, or writes a threshold that nobody can meet (CLI-106), nothing is changed here.
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY`, `EMPTY_KEY_GROUP`, `INVALID_THRESHOLD`, and every other
 * code of `updateKeys` but those of its recipients.
 * @example
 * ```ts
 * import { addKeyGroup } from 'sopskit'
 * async function needBoth(encrypted: string, second: string, identity: string): Promise<string> {
 *   const options = { format: 'yaml', keys: [second], identities: [identity] } as const
 *   return (await addKeyGroup(encrypted, options)).text()
 * }
 * ```
 */
export async function addKeyGroup(
  input: string | Uint8Array,
  given: AddKeyGroupOptions,
): Promise<KeyGroupResult> {
  requireKnownOptions(given)
  const keys = masterKeysOf(given.keys)
  const changing = await readForRekey(input, given)
  const { encrypted, options } = changing
  const threshold = defined({ shamirThreshold: given.shamirThreshold })
  return written(await addToTree(encrypted, { ...options, ...threshold, keys }), changing, {})
}

/**
 * Takes a key group out of a file. The data key stays and is shared anew among the others, so who held the
 * group can still open old copies until `rotate`; values and MAC stay, and the MAC is not verified.
 *
 * @throws {@link SopsError} `KEY_GROUP_NOT_FOUND`; `NO_RECIPIENTS` for the last group; `INVALID_THRESHOLD`
 * when fewer groups are left than are needed (CLI-107); and every other code of `updateKeys`.
 * @example
 * ```ts
 * import { deleteKeyGroup } from 'sopskit'
 * async function withoutSecond(encrypted: string, identities: string[]): Promise<string> {
 *   const options = { format: 'yaml', index: 1, shamirThreshold: 1, identities } as const
 *   return (await deleteKeyGroup(encrypted, options)).text()
 * }
 * ```
 */
export async function deleteKeyGroup(
  input: string | Uint8Array,
  given: DeleteKeyGroupOptions,
): Promise<KeyGroupResult> {
  requireKnownOptions(given)
  const changing = await readForRekey(input, given)
  const { encrypted, options } = changing
  const threshold = defined({ shamirThreshold: given.shamirThreshold })
  const { index } = given
  return written(await deleteFromTree(encrypted, { ...options, ...threshold, index }), changing, {})
}

/**
 * Adds a key group to a file. The result is given back, and with `output` or `inPlace` also written, in one
 * step.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, `FILE_CHANGED`, and every
 * code of `addKeyGroup`.
 * @example
 * ```ts
 * import { addKeyGroupInFile } from 'sopskit'
 * async function needBoth(path: string, second: string): Promise<void> {
 *   await addKeyGroupInFile(path, { keys: [second], identities: 'environment', inPlace: true })
 * }
 * ```
 */
export async function addKeyGroupInFile(
  path: string,
  options: AddKeyGroupInFileOptions,
): Promise<KeyGroupResult & FileFacts> {
  requireKnownOptions(options)
  return changeContent(path, options, (input, facts) =>
    addKeyGroup(input, { ...options, ...facts }),
  )
}

/**
 * Takes a key group out of a file. The result is given back, and with `output` or `inPlace` also written,
 * in one step.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, `FILE_CHANGED`, and every
 * code of `deleteKeyGroup`.
 * @example
 * ```ts
 * import { deleteKeyGroupInFile } from 'sopskit'
 * async function withoutThird(path: string): Promise<void> {
 *   await deleteKeyGroupInFile(path, { index: 2, identities: 'environment', inPlace: true })
 * }
 * ```
 */
export async function deleteKeyGroupInFile(
  path: string,
  options: DeleteKeyGroupInFileOptions,
): Promise<KeyGroupResult & FileFacts> {
  requireKnownOptions(options)
  return changeContent(path, options, (input, facts) =>
    deleteKeyGroup(input, { ...options, ...facts }),
  )
}
