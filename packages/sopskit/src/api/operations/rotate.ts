import { rotateTree } from '@sopskit/core'
import type { ConfigOptions } from '../../config/config-options.ts'
import { type GivenKeys, masterKeysOf } from '../../options/given-keys.ts'
import type { FileFacts, FileOptions } from '../file-options.ts'
import { changeContent } from './change-file.ts'
import { type ChangeOptions, readForChange } from './change-options.ts'
import { type ChangeResult, written } from './change-result.ts'
import { requireKnownOptions } from '../../options/known-options.ts'

interface KeyOptions {
  /** Keys that join the first group (CLI-100). */
  readonly addKeys?: GivenKeys | undefined
  /** Keys that go from every group, compared by kind and name (CLI-100). */
  readonly removeKeys?: GivenKeys | undefined
}

/** What {@link rotate} takes. */
export interface RotateOptions extends ChangeOptions, KeyOptions {}

/** What {@link rotateFile} takes. */
export interface RotateFileOptions
  extends Omit<ChangeOptions, 'format'>, FileOptions, ConfigOptions, KeyOptions {}

/**
 * Encrypts an encrypted file again under a new data key, for the same master keys and those that are added
 * or without those that are removed. Who kept the old data key can read nothing that is written from now
 * on. A key to remove that the file does not have is warned of (`KEY_NOT_IN_FILE`),
 * and so is one to add that is there already (`KEY_ALREADY_IN_FILE`).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for a key that is none; `EMPTY_KEY_GROUP` when the last
 * key of a group is removed; `UNSUPPORTED_KEY_TYPE`, `WRAP_FAILED` for keys that cannot be encrypted for,
 * those of a kind that this release does not know included; `INVALID_THRESHOLD`; `INVALID_REGEX` where the
 * file carries such a pattern; `UNSUPPORTED_VALUE`, `COMMENT_MATCHES_RULE`; and every code of `decrypt` but
 * those of its path.
 * @example
 * ```ts
 * import { rotate } from 'sopskit'
 * async function withoutLeaver(encrypted: string, leaver: string, identity: string): Promise<string> {
 *   const options = { format: 'yaml', removeKeys: [leaver] } as const
 *   const rotated = await rotate(encrypted, { ...options, identities: [identity] })
 *   return rotated.text()
 * }
 * ```
 */
export async function rotate(
  input: string | Uint8Array,
  given: RotateOptions,
): Promise<ChangeResult> {
  requireKnownOptions(given)
  const addKeys = masterKeysOf(given.addKeys)
  const removeKeys = masterKeysOf(given.removeKeys)
  const changing = await readForChange(input, given)
  const { encrypted, options } = changing
  const rotated = await rotateTree(encrypted, { ...options, addKeys, removeKeys })
  return written(rotated, changing, { macVerified: rotated.macVerified })
}

/**
 * Encrypts a file again under a new data key. The result is given back, and with `output` or `inPlace` also
 * written, in one step.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, `FILE_CHANGED`, and every
 * code of `rotate`.
 * @example
 * ```ts
 * import { rotateFile } from 'sopskit'
 * async function renewDataKey(path: string): Promise<void> {
 *   await rotateFile(path, { identities: 'environment', inPlace: true })
 * }
 * ```
 */
export async function rotateFile(
  path: string,
  options: RotateFileOptions,
): Promise<ChangeResult & FileFacts> {
  requireKnownOptions(options)
  return changeContent(path, options, (input, facts) => rotate(input, { ...options, ...facts }))
}
