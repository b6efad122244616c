import type { MasterKey } from '@sopskit/core'
import { ageMasterKeys, SopsError } from '@sopskit/core'

/** Master keys; text is an age recipient, or several separated by commas. */
export type GivenKeys = readonly (string | MasterKey)[]

/**
 * Master keys that are given as data or as text.
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY`; `INVALID_OPTION` for what is neither, which plain
 * JavaScript can hand in.
 */
export function masterKeysOf(keys: GivenKeys = []): readonly MasterKey[] {
  return keys.flatMap(readKey)
}

function readKey(key: unknown): readonly MasterKey[] {
  if (typeof key === 'string') return ageMasterKeys(key)
  if (isMasterKey(key)) return [key]
  throw new SopsError(
    'INVALID_OPTION',
    'A recipient is no text. Give age recipients as text, or master keys; is a variable not set?',
  )
}

function isMasterKey(key: unknown): key is MasterKey {
  return typeof key === 'object' && key !== null && 'type' in key && typeof key.type === 'string'
}
