import { readKeyList, trimmedParts } from './key-text-list.ts'
import type { HuaweiKmsMasterKey } from './master-key.ts'

/**
 * Reads a comma-separated list of Huawei Cloud KMS keys, each `REGION:KEY_UUID` (HCK-001); empty entries
 * are skipped (KEY-007).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for an entry of another form.
 *
 * @example
 * ```ts
 * import { huaweiKmsMasterKeys } from '@sopskit/core'
 * huaweiKmsMasterKeys('eu-west-0:1a2b3c4d-0000-0000-0000-000000000000')
 * ```
 */
export function huaweiKmsMasterKeys(text: string): readonly HuaweiKmsMasterKey[] {
  const parts = trimmedParts(text).filter((part) => part !== '')
  return readKeyList(parts, 'of the form REGION:KEY_UUID', huaweiKmsMasterKey)
}

/** One key as it stands; blanks within it are kept (HCK-001). */
export function huaweiKmsMasterKey(keyId: string): HuaweiKmsMasterKey | undefined {
  const [region = '', ...uuid] = keyId.split(':')
  const isComplete = region.trim() !== '' && uuid.join(':').trim() !== ''
  return isComplete ? { type: 'hckms', keyId } : undefined
}
