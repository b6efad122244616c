import type { KeyChanges } from '@sopskit/core'
import { masterKeyId } from '@sopskit/core'

/** True when a key goes from all groups; one that moves to another group still opens something. */
export function losesKeys({ groups }: KeyChanges): boolean {
  const kept = new Set(
    groups.flatMap(({ common, added }) => [...common, ...added].map(masterKeyId)),
  )
  return groups.some(({ removed }) => removed.some((key) => !kept.has(masterKeyId(key))))
}
