import type { MasterKey } from '@sopskit/core'
import { ageMasterKeys } from '@sopskit/core'

/** Master keys; text is an age recipient, or several separated by commas. */
export type GivenKeys = readonly (string | MasterKey)[]

/**
 * Master keys that are given as data or as text.
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY`.
 */
export function masterKeysOf(keys: GivenKeys = []): readonly MasterKey[] {
  return keys.flatMap((key): readonly MasterKey[] =>
    typeof key === 'string' ? ageMasterKeys(key) : [key],
  )
}
