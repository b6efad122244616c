import type { MasterKey } from '@sopskit/core'
import { ageMasterKeys, SopsError } from '@sopskit/core'
import { completedKey } from './completed-key.ts'

/** Master keys; text is an age recipient, or several separated by commas. */
export type GivenKeys = readonly (string | MasterKey)[]

/**
 * Master keys that are given as data or as text.
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY`; `INVALID_OPTION` for what is neither, which plain
 * JavaScript can hand in.
 */
export function masterKeysOf(keys: GivenKeys = []): readonly MasterKey[] {
  const given: unknown = keys
  if (!Array.isArray(given)) throw invalid('Give keys as a list, also a single one: [key].')
  return given.flatMap(readKey)
}

/** Refuses key groups that are no list of lists, before anything asks how many there are. */
export function requireKeyGroups(groups: unknown): void {
  if (Array.isArray(groups) && groups.every((group) => Array.isArray(group))) return
  throw invalid(
    'keyGroups is a list of groups, and each group a list of keys: [[key, key], [key]].',
  )
}

function readKey(key: unknown): readonly MasterKey[] {
  if (typeof key === 'string') return ageMasterKeys(key)
  if (isTagged(key)) return [completedKey(key)]
  throw invalid(
    'A recipient is no text. Give age recipients as text, or master keys; is a variable not set?',
  )
}

function isTagged(key: unknown): key is { readonly type: string } {
  return typeof key === 'object' && key !== null && 'type' in key && typeof key.type === 'string'
}

function invalid(message: string): SopsError {
  return new SopsError('INVALID_OPTION', message)
}
