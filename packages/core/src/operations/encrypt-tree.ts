import type { Aead } from '../aead/aead.ts'
import type { KeyService } from '../keys/key-service.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { wrapDataKey } from '../keys/wrap-data-key.ts'
import type { MetadataLayout } from '../metadata/metadata.ts'
import { drawBytes } from '../random/draw-bytes.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import { compileRule } from '../rules/compile-rule.ts'
import { defaultRule, type EncryptionRule } from '../rules/encryption-rule.ts'
import type { TreeBranches } from '../tree/tree.ts'
import { createIvStash } from '../value/iv-stash.ts'
import { compatibleVersion } from './compatible-version.ts'
import { requirePlain } from './require-plain.ts'
import { type EncryptedTree, sealDocument } from './seal-document.ts'

/** What {@link encryptTree} takes. */
export interface EncryptOptions {
  /** For whom: one group of which any key suffices, or several that share the data key (S). */
  readonly keyGroups: readonly (readonly MasterKey[])[]
  /** How many groups are needed; default all of them (S4). */
  readonly shamirThreshold?: number
  /** What is encrypted. Default: everything but keys ending in `_unencrypted` (R2). */
  readonly rule?: EncryptionRule
  /** Leave clear-text values out of the MAC (M5). Default: false. */
  readonly macOnlyEncrypted?: boolean
  /** How the output format lays out its metadata; `Store.layout`. */
  readonly layout: MetadataLayout
  /** Asked in turn to wrap the data key for each master key. */
  readonly services: readonly KeyService[]
  readonly aead: Aead
  readonly random: RandomBytes
  readonly now: Date
  readonly signal?: AbortSignal
}

const dataKeyLength = 32

/**
 * Encrypts a plain tree under a new data key (K1).
 *
 * @throws {@link SopsError} `EMPTY_DOCUMENT`, `ALREADY_ENCRYPTED`, `INVALID_REGEX`, `EMPTY_KEY_GROUP`,
 * `INVALID_THRESHOLD`, `NO_RECIPIENTS`, `UNSUPPORTED_KEY_TYPE`, `WRAP_FAILED`,
 * `UNSUPPORTED_VALUE`, `COMMENT_MATCHES_RULE`, `LIMIT_EXCEEDED`, `EMIT_FAILED`, `ABORTED`.
 *
 * @example
 * ```ts
 * import { ageMasterKeys, branch, encryptTree, entry, type KeyService, loadAead } from '@sopskit/core'
 * async function encrypt(service: KeyService, recipient: string) {
 *   const plain = [branch([entry('password', 'hunter2')])]
 *   return encryptTree(plain, {
 *     keyGroups: [ageMasterKeys(recipient)],
 *     layout: 'nested',
 *     services: [service],
 *     aead: await loadAead(),
 *     random: (length) => crypto.getRandomValues(new Uint8Array(length)),
 *     now: new Date(),
 *   })
 * }
 * ```
 */
export async function encryptTree(
  branches: TreeBranches,
  options: EncryptOptions,
): Promise<EncryptedTree> {
  const { aead, layout, random, now } = options
  requirePlain(branches, layout)
  // Before any key service is asked: a pattern that RE2 refuses must not leave the file in clear text (Q8).
  const rule = await compileRule(options.rule ?? defaultRule)
  const dataKey = drawBytes(random, dataKeyLength)
  try {
    const { keyGroups, shamirThreshold } = await wrapDataKey(dataKey, options)
    const draft = {
      keyGroups,
      shamirThreshold,
      rule: rule.rule,
      macOnlyEncrypted: options.macOnlyEncrypted ?? false,
      version: compatibleVersion,
      unknown: [],
    }
    const stash = createIvStash()
    return sealDocument(branches, { dataKey, draft, rule, layout, aead, stash, random, now })
  } finally {
    dataKey.fill(0)
  }
}
