import { SopsError } from '../errors/sops-error.ts'
import type { Metadata } from '../metadata/metadata.ts'
import { isBranch, isSequence } from '../tree/guards.ts'
import type { TreeEntry } from '../tree/tree.ts'

/**
 * Refuses a file with master keys of a kind that this release does not know: their owners would be locked
 * out by a new data key or new shares, which nobody here can wrap for them.
 *
 * @throws {@link SopsError} `UNSUPPORTED_KEY_TYPE`.
 */
export function requireKnownKeys({ keyGroups, unknown }: Metadata): void {
  const foreign = [...unknown, ...keyGroups.flatMap((group) => group.unknown ?? [])].find(isKeyList)
  if (foreign === undefined) return
  throw new SopsError(
    'UNSUPPORTED_KEY_TYPE',
    `The file also has master keys under ${JSON.stringify(foreign.key)}, which this release does not know and cannot wrap a data key for. Use a newer release, or remove these keys first.`,
  )
}

// Every kind of key so far is a list of maps, or a single map (D4, D15).
function isKeyList({ value }: TreeEntry): boolean {
  if (isSequence(value)) return value.items.some((item) => isBranch(item))
  return isBranch(value)
}
