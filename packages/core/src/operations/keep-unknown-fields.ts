import { masterKeyId } from '../keys/master-key-name.ts'
import type { KeyGroup } from '../metadata/metadata.ts'

/** Gives keys that were wrapped anew the fields that this release does not know and that they had before. */
export function keepUnknownFields(
  wrapped: readonly KeyGroup[],
  before: readonly KeyGroup[],
): readonly KeyGroup[] {
  const known = before.flatMap((group) => group.keys)
  const unknown = new Map(known.map((entry) => [masterKeyId(entry.key), entry.unknown]))
  return wrapped.map((group) => ({
    ...group,
    keys: group.keys.map((entry) => ({
      ...entry,
      unknown: unknown.get(masterKeyId(entry.key)) ?? entry.unknown,
    })),
  }))
}
