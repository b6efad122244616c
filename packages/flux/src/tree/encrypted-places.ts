import type { Comment, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence, sequence } from '@sopskit/core'
import { mapEntries, valueAt } from './entries.ts'

/** True for a value as sops encrypts it. */
export function isCiphertext(value: TreeValue | undefined): boolean {
  return typeof value === 'string' && value.startsWith('ENC[AES256_GCM,data:')
}

/** The decrypted tree with every value replaced that is ciphertext in the encrypted one. */
export function replaceEncrypted(
  opened: TreeValue,
  encrypted: TreeValue | undefined,
  change: (value: TreeValue) => TreeValue,
): TreeValue {
  if (isCiphertext(encrypted)) return change(opened)
  if (isBranch(opened)) {
    const before = encrypted !== undefined && isBranch(encrypted) ? encrypted : undefined
    return mapEntries(opened, (key, value) =>
      replaceEncrypted(value, before && valueAt(before, key), change),
    )
  }
  if (!isSequence(opened)) return opened
  const before = encrypted !== undefined && isSequence(encrypted) ? values(encrypted.items) : []
  return sequence(
    values(opened.items).map((item, index) => replaceEncrypted(item, before[index], change)),
  )
}

function values(items: readonly (TreeValue | Comment)[]): readonly TreeValue[] {
  return items.flatMap((item) => (isComment(item) ? [] : [item]))
}
