import type { Aead } from '../aead/aead.ts'
import { SopsError } from '../errors/sops-error.ts'
import { collectLeaves } from '../leaves/collect-leaves.ts'
import { replaceLeaves } from '../leaves/replace-leaves.ts'
import { computeMac } from '../mac/compute-mac.ts'
import { sealMac } from '../mac/seal-mac.ts'
import { attachMetadata } from '../metadata/attach-metadata.ts'
import type { Metadata, MetadataLayout } from '../metadata/metadata.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import { drawBytes } from '../random/draw-bytes.ts'
import type { CompiledRule } from '../rules/compile-rule.ts'
import { planLeaves, type PlannedLeaf } from '../rules/plan-leaves.ts'
import { formatSeconds } from '../text/format-seconds.ts'
import { isComment } from '../tree/guards.ts'
import type { TreeBranches } from '../tree/tree.ts'
import type { IvStash } from '../value/iv-stash.ts'
import { createValueCipher } from '../value/value-cipher.ts'
import { encryptLeaves } from './encrypt-leaves.ts'
import { requirePlain } from './require-plain.ts'
import type { Warning } from './warning.ts'

/** Everything the metadata says except what sealing itself makes. */
export type MetadataDraft = Omit<Metadata, 'mac' | 'lastModified'>

/** What turning a plain tree into an encrypted one takes. */
export interface SealDocumentOptions {
  readonly dataKey: Uint8Array
  readonly draft: MetadataDraft
  /** The draft's rule. */
  readonly rule: CompiledRule
  readonly layout: MetadataLayout
  readonly aead: Aead
  readonly stash: IvStash
  readonly random: RandomBytes
  readonly now: Date
}

/** An encrypted tree, ready for `Store.emit`. */
export interface EncryptedTree {
  /** The tree with its metadata attached. */
  readonly branches: TreeBranches
  readonly metadata: Metadata
  readonly warnings: readonly Warning[]
}

/**
 * Plans, computes the MAC over the plaintext, encrypts, and attaches the metadata.
 *
 * @throws {@link SopsError} `EMPTY_DOCUMENT`, `ALREADY_ENCRYPTED`, `UNSUPPORTED_VALUE`,
 * `COMMENT_MATCHES_RULE`, `LIMIT_EXCEEDED`, `EMIT_FAILED`.
 */
export function sealDocument(branches: TreeBranches, options: SealDocumentOptions): EncryptedTree {
  const { aead, draft, rule, stash, random } = options
  requirePlain(branches, options.layout)
  const leaves = planLeaves(collectLeaves(branches), rule)
  const mac = computeMac(leaves, { aead, onlyEncrypted: draft.macOnlyEncrypted })
  const cipher = createValueCipher(aead, options.dataKey)
  const replacements = encryptLeaves(leaves, { cipher, stash, random })
  const encrypted = replaceLeaves(branches, replacements)
  requireSamePlan(leaves, planLeaves(collectLeaves(encrypted), rule))
  const lastModified = formatSeconds(options.now)
  const iv = stash.take({ aad: lastModified, type: 'str', plaintext: mac }) ?? drawBytes(random, 32)
  const metadata = { ...draft, lastModified, mac: sealMac(cipher, { mac, lastModified, iv }) }
  return {
    branches: attachMetadata(encrypted, metadata, options.layout),
    metadata,
    warnings: warnIfNothingSelected(leaves),
  }
}

// Comment rules see the encrypted texts when the file is read (R9): a comment that matches only now (R8), or
// one of a list that became an item and ends the reach of another (R6, V20), would lock values in.
function requireSamePlan(before: readonly PlannedLeaf[], after: readonly PlannedLeaf[]): void {
  const changed = before.find((leaf, index) => leaf.encrypted !== after[index]?.encrypted)
  if (changed === undefined) return
  throw new SopsError(
    'COMMENT_MATCHES_RULE',
    'Once its comments are encrypted, the comment rule would judge this file otherwise, and it could not be read again. Make the pattern more specific, or use one comment per list item.',
    { path: changed.path },
  )
}

function warnIfNothingSelected(leaves: readonly PlannedLeaf[]): readonly Warning[] {
  const values = leaves.filter(({ value }) => value !== null && value !== '' && !isComment(value))
  if (values.length === 0 || values.some(({ encrypted }) => encrypted)) return []
  return [
    {
      code: 'RULE_SELECTS_NOTHING',
      path: [],
      message: 'The rule selects no value: the whole file is in clear text. Check its spelling.',
    },
  ]
}
