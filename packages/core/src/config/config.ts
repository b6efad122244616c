import type { TextPosition } from '../errors/sops-error.ts'
import type { AzureKeyVaultMasterKey, KmsMasterKey } from '../keys/master-key.ts'
import type { RuleTexts } from '../rules/select-rule.ts'

/** What a `.sops.yaml` says (CFG-022). */
export interface Config {
  readonly kind: 'config'
  /**
   * `undefined` when the file says nothing about creating files (CFG-034); an empty list is another
   * matter: no file matches it (CFG-035).
   */
  readonly creationRules: readonly CreationRule[] | undefined
  readonly destinationRules: readonly DestinationRule[]
  readonly stores: StoreSettings
}

/** For whom and how files are encrypted whose path matches (CFG-023). */
export interface CreationRule {
  readonly kind: 'creation-rule'
  /** RE2 source; empty matches every path (CFG-030). */
  readonly pathRegex: string
  readonly keys: FlatKeys | GroupedKeys
  /** Keys that the rule names beside its key groups, which sops ignores without a word (CFG-040). */
  readonly ignoredKeys: readonly string[]
  /** 0 when the rule names none. */
  readonly shamirThreshold: number
  readonly texts: RuleTexts
  readonly macOnlyEncrypted: boolean
  /** Where the rule begins in its file. */
  readonly position: TextPosition | undefined
}

/** Keys named in the rule itself: one group (CFG-041). Each text can hold several keys, separated by commas. */
export interface FlatKeys {
  readonly kind: 'flat'
  readonly age: readonly string[]
  readonly pgp: readonly string[]
  readonly kms: readonly string[]
  readonly gcpKms: readonly string[]
  readonly huaweiKms: readonly string[]
  readonly azureKeyVault: readonly string[]
  readonly vault: readonly string[]
  /** For every key of `kms`; empty when there is none. */
  readonly awsProfile: string
}

/** Key groups: with two or more each holds a share of the data key (S). */
export interface GroupedKeys {
  readonly kind: 'groups'
  readonly groups: readonly ConfigKeyGroup[]
}

/** One key group as the file spells it (CFG-024). */
export interface ConfigKeyGroup {
  readonly kind: 'key-group'
  /** Groups whose keys come first (CFG-045). */
  readonly merge: readonly ConfigKeyGroup[]
  /** Each text can hold several recipients (CFG-046). */
  readonly age: readonly string[]
  readonly pgp: readonly string[]
  readonly kms: readonly KmsMasterKey[]
  readonly gcpKms: readonly string[]
  readonly huaweiKms: readonly string[]
  readonly azureKeyVault: readonly AzureKeyVaultMasterKey[]
  readonly vault: readonly string[]
}

/** Where files are published to (CFG-026). Texts are empty where the file says nothing. */
export interface DestinationRule {
  readonly kind: 'destination-rule'
  readonly pathRegex: string
  readonly s3Bucket: string
  readonly s3Prefix: string
  readonly gcsBucket: string
  readonly gcsPrefix: string
  readonly vaultPath: string
  readonly vaultAddress: string
  readonly vaultKvMountName: string
  /** 0 when the rule names none. */
  readonly vaultKvVersion: number
  readonly omitExtensions: boolean
  /** How a file is encrypted anew before it is published. */
  readonly recreationRule: CreationRule | undefined
  readonly position: TextPosition | undefined
}

/** Spaces per level that files are written with, by format; `undefined` for what sops writes (CFG-027). */
export interface StoreSettings {
  readonly yamlIndent: number | undefined
  readonly jsonIndent: number | undefined
  /** Of binary files, which are JSON when they are encrypted (B1). */
  readonly binaryIndent: number | undefined
}
