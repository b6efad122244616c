import type { MasterKey } from '../keys/master-key.ts'
import type { EncryptionRule } from '../rules/encryption-rule.ts'
import type { TreeEntry } from '../tree/tree.ts'

/** Where metadata stands in a format (D16): one `sops` map, a `sops` section of flat keys (INI), or flat `sops_` keys (dotenv). */
export type MetadataLayout = 'nested' | 'flat-below-top' | 'flat'

/** A master key together with the data key (or share) it wraps. */
export interface WrappedDataKey {
  readonly key: MasterKey
  /** The wrapped data key in the key kind's own text form. */
  readonly enc: string
  /** RFC 3339 with its own offset; every kind but age has one (D4, D11), save in files by 0.x and 1.x. */
  readonly createdAt?: string
  /** Fields of the entry that this release does not know, kept as they are. */
  readonly unknown: readonly TreeEntry[]
}

/** The keys of which one suffices; with several groups each group wraps one Shamir share (S2). */
export interface KeyGroup {
  readonly keys: readonly WrappedDataKey[]
  /** Lists of kinds of key that this release does not know, kept as they are; only within `key_groups`. */
  readonly unknown?: readonly TreeEntry[]
}

/**
 * What old releases left in metadata, and sops refuses or takes for something else: an entry for no key at
 * all, a key without the time it was made, a threshold that is no longer a number, and no rule where
 * everything is encrypted.
 */
export type MetadataQuirk = 'empty-key' | 'undated-key' | 'damaged-threshold' | 'no-rule'

/** What the `sops` block of a file says (D1). */
export interface Metadata {
  readonly keyGroups: readonly KeyGroup[]
  /** 0 when the file names none (S4, S7). */
  readonly shamirThreshold: number
  readonly rule: EncryptionRule
  readonly macOnlyEncrypted: boolean
  /** RFC 3339 in whole seconds, as it is used for the AAD of the MAC (D10). */
  readonly lastModified: string
  /** The encrypted MAC; empty when the file has none (M7). */
  readonly mac: string
  /** The SOPS release the file says it was written by (D13). */
  readonly version: string
  /** Entries of the block that this release does not know, kept as they are. */
  readonly unknown: readonly TreeEntry[]
  /** Of the file that was read, if there are any; they are never written. */
  readonly quirks?: readonly MetadataQuirk[]
}
