import type { KeyService } from '../keys/key-service.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { unwrapDataKey } from '../keys/unwrap-data-key.ts'
import { wrapDataKey } from '../keys/wrap-data-key.ts'
import { collectLeaves } from '../leaves/collect-leaves.ts'
import { attachMetadata } from '../metadata/attach-metadata.ts'
import type { DetachedMetadata } from '../metadata/detach-metadata.ts'
import type { Metadata, MetadataLayout } from '../metadata/metadata.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import { compileRule } from '../rules/compile-rule.ts'
import { planLeaves } from '../rules/plan-leaves.ts'
import { keepUnknownFields } from './keep-unknown-fields.ts'
import { quirkWarnings } from './quirk-warnings.ts'
import { requireKnownKeys } from './require-known-keys.ts'
import type { EncryptedTree } from './seal-document.ts'

/** What wrapping the data key of a file anew takes. */
export interface RewrapOptions {
  readonly layout: MetadataLayout
  /** Asked in turn to unwrap the data key, and to wrap it again (K6). */
  readonly services: readonly KeyService[]
  /** Which kinds of key to try first. Default: age, pgp (K5). */
  readonly decryptionOrder?: readonly string[]
  readonly random: RandomBytes
  readonly now: Date
  readonly signal?: AbortSignal
}

/** The master keys that a file is to have. */
export interface NewKeys {
  readonly keyGroups: readonly (readonly MasterKey[])[]
  /** 0 for none (S4). */
  readonly shamirThreshold: number
}

/**
 * Wraps the data key of a file for other master keys and leaves everything else as it is, the MAC
 * included, which needs no verifying for this: nothing is sealed anew (CLI-102).
 *
 * @throws {@link SopsError} `DATA_KEY_UNAVAILABLE`, `INVALID_SHARES`, `DUPLICATE_DECRYPTION_ORDER`,
 * `NO_RECIPIENTS`, `EMPTY_KEY_GROUP`, `INVALID_THRESHOLD`, `INVALID_DATA_KEY`, `UNSUPPORTED_KEY_TYPE`
 * (also for kinds of key that are kept but cannot be wrapped anew), `WRAP_FAILED`, `ABORTED`.
 */
export async function rewrapTree(
  { metadata, branches }: DetachedMetadata,
  keys: NewKeys,
  options: RewrapOptions,
): Promise<EncryptedTree> {
  if (locksForeignKeysOut(metadata, keys)) requireKnownKeys(metadata)
  const rule = await compileRule(metadata.rule, { invalidPattern: 'matches-nothing' })
  const dataKey = await unwrapDataKey(metadata, options)
  try {
    const wrapped = await wrapDataKey(dataKey, { ...options, ...keys })
    const { quirks: _, ...kept } = metadata
    const keyGroups = keepUnknownFields(wrapped.keyGroups, metadata.keyGroups)
    const updated = { ...kept, ...wrapped, keyGroups }
    return {
      branches: attachMetadata(branches, updated, options.layout),
      metadata: updated,
      plan: planLeaves(collectLeaves(branches), rule).map(({ encrypted }) => encrypted),
      warnings: quirkWarnings(metadata),
    }
  } finally {
    dataKey.fill(0)
  }
}

// Beside a single group a kind of key that is not known keeps its copy of the same data key; shares are made
// anew, and what stands in `key_groups` is written anew.
function locksForeignKeysOut(metadata: Metadata, { keyGroups }: NewKeys): boolean {
  if (metadata.keyGroups.length > 1 || keyGroups.length > 1) return true
  return metadata.keyGroups.some(({ unknown = [] }) => unknown.length > 0)
}
