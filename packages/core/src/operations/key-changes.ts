import { masterKeyId } from '../keys/master-key-name.ts'
import type { MasterKey } from '../keys/master-key.ts'
import type { Metadata } from '../metadata/metadata.ts'

/** The master keys that a file should have. */
export interface WantedKeys {
  readonly keyGroups: readonly (readonly MasterKey[])[]
  /** Default: the threshold of the file, at most the number of groups (CLI-104). */
  readonly shamirThreshold?: number
}

/** How one key group differs; a key that stands twice counts as once (CLI-103). */
export interface KeyGroupChanges {
  /** Keys that are wanted and there, as they are wanted. */
  readonly common: readonly MasterKey[]
  /** Keys that are wanted and not there, as they are wanted. */
  readonly added: readonly MasterKey[]
  /** Keys that are there and not wanted, in the order of the file. */
  readonly removed: readonly MasterKey[]
}

/** How the master keys of a file differ from those it should have. */
export interface KeyChanges {
  /** False when only the order of keys within groups differs, or nothing at all. */
  readonly changed: boolean
  /** Compared by position; as many as the longer side has. */
  readonly groups: readonly KeyGroupChanges[]
  /** 0 is none, which for several groups means all of them (S4). */
  readonly threshold: { readonly before: number; readonly after: number }
}

/**
 * Compares the master keys of a file with those it should have, without any secret key. Groups are
 * compared by their position, keys by kind and name.
 *
 * @example
 * ```ts
 * import { ageMasterKeys, compareKeys, detachMetadata, type TreeBranches } from '@sopskit/core'
 * function isUpToDate(encrypted: TreeBranches, recipients: string): boolean {
 *   const { metadata } = detachMetadata(encrypted, 'nested')
 *   return !compareKeys(metadata, { keyGroups: [ageMasterKeys(recipients)] }).changed
 * }
 * ```
 */
export function compareKeys(
  { keyGroups, shamirThreshold }: Pick<Metadata, 'keyGroups' | 'shamirThreshold'>,
  wanted: WantedKeys,
): KeyChanges {
  const there = keyGroups.map((group) => group.keys.map(({ key }) => key))
  const longer = there.length > wanted.keyGroups.length ? there : wanted.keyGroups
  const groups = longer.map((_, index) =>
    compareGroup(there[index] ?? [], wanted.keyGroups[index] ?? []),
  )
  const after = wanted.shamirThreshold ?? keptThreshold(shamirThreshold, wanted.keyGroups.length)
  const changed =
    shamirThreshold !== after ||
    there.length !== wanted.keyGroups.length ||
    groups.some(({ added, removed }) => added.length > 0 || removed.length > 0)
  return { changed, groups, threshold: { before: shamirThreshold, after } }
}

/**
 * What becomes of a file's threshold when it gets another number of groups (CLI-104). One group may carry
 * any (S5); what means nothing for several, which sops then cannot split for, becomes all of them.
 */
export function keptThreshold(threshold: number, groups: number): number {
  const kept = Math.min(threshold, groups)
  return groups > 1 && kept < 2 && kept !== 0 ? groups : kept
}

function compareGroup(there: readonly MasterKey[], wanted: readonly MasterKey[]): KeyGroupChanges {
  const [idsThere, idsWanted] = [idsOf(there), idsOf(wanted)]
  return {
    common: wanted.filter((key) => idsThere.has(masterKeyId(key))),
    added: wanted.filter((key) => !idsThere.has(masterKeyId(key))),
    removed: there.filter((key) => !idsWanted.has(masterKeyId(key))),
  }
}

function idsOf(keys: readonly MasterKey[]): ReadonlySet<string> {
  return new Set(keys.map(masterKeyId))
}
