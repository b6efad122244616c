import { masterKeyName } from '../keys/master-key-name.ts'
import type { KeyGroup, MetadataQuirk, WrappedDataKey } from './metadata.ts'
import { isDamagedInteger } from './weak-values.ts'

/** What quirks are found in. */
export interface QuirkyMetadata {
  /** With the entries that stand for no key. */
  readonly groups: readonly KeyGroup[]
  /** As it is written. */
  readonly threshold: string
  /** There is no rule because the release that wrote the file had none. */
  readonly withoutRule: boolean
}

/** What sops refuses in metadata, or takes for something else, and was read all the same. */
export function quirksOf({
  groups,
  threshold,
  withoutRule,
}: QuirkyMetadata): readonly MetadataQuirk[] {
  const keys = groups.flatMap((group) => group.keys)
  const quirks: readonly (readonly [MetadataQuirk, boolean])[] = [
    ['empty-key', keys.some(isEmptyKey)],
    ['undated-key', keys.some((key) => isUndated(key) && !isEmptyKey(key))],
    ['damaged-threshold', isDamagedInteger(threshold)],
    ['no-rule', withoutRule],
  ]
  return quirks.flatMap(([quirk, found]) => (found ? [quirk] : []))
}

/** Key groups without the entries that stand for no key; a group that had nothing else goes too. */
export function withoutEmptyKeys(groups: readonly KeyGroup[]): readonly KeyGroup[] {
  return groups.flatMap((group) => {
    const keys = group.keys.filter((key) => !isEmptyKey(key))
    if (keys.length === group.keys.length) return [group]
    return keys.length === 0 ? [] : [{ ...group, keys }]
  })
}

// Releases before 1.10 wrote `kms: [{arn: ''}]` where no AWS key was asked for.
function isEmptyKey(wrapped: WrappedDataKey): boolean {
  return isUndated(wrapped) && wrapped.enc === '' && masterKeyName(wrapped.key) === ''
}

function isUndated({ key, createdAt }: WrappedDataKey): boolean {
  return key.type !== 'age' && createdAt === undefined
}
