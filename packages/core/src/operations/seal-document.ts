import type { Aead } from '../aead/aead.ts'
import { collectLeaves } from '../leaves/collect-leaves.ts'
import { replaceLeaves } from '../leaves/replace-leaves.ts'
import { computeMac } from '../mac/compute-mac.ts'
import { sealMac } from '../mac/seal-mac.ts'
import { attachMetadata } from '../metadata/attach-metadata.ts'
import type { Metadata, MetadataLayout } from '../metadata/metadata.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import type { CompiledRule } from '../rules/compile-rule.ts'
import { planLeaves, type PlannedLeaf } from '../rules/plan-leaves.ts'
import { formatSeconds } from '../text/format-seconds.ts'
import { isComment } from '../tree/guards.ts'
import type { TreeBranches } from '../tree/tree.ts'
import type { IvStash } from '../value/iv-stash.ts'
import { createValueCipher } from '../value/value-cipher.ts'
import { encryptLeaves } from './encrypt-leaves.ts'
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

/** Plans, computes the MAC over the plaintext, encrypts, and attaches the metadata. */
export function sealDocument(branches: TreeBranches, options: SealDocumentOptions): EncryptedTree {
  const { aead, draft, rule, stash, random } = options
  const leaves = planLeaves(collectLeaves(branches), rule)
  const mac = computeMac(leaves, { aead, onlyEncrypted: draft.macOnlyEncrypted })
  const cipher = createValueCipher(aead, options.dataKey)
  const replacements = encryptLeaves(leaves, {
    cipher,
    stash,
    random,
    keepsPlain: keepsPlain(rule),
  })
  const lastModified = formatSeconds(options.now)
  const iv = stash.take({ aad: lastModified, type: 'str', plaintext: mac }) ?? random(32)
  const metadata = { ...draft, lastModified, mac: sealMac(cipher, { mac, lastModified, iv }) }
  return {
    branches: attachMetadata(replaceLeaves(branches, replacements), metadata, options.layout),
    metadata,
    warnings: warnIfNothingSelected(leaves),
  }
}

function keepsPlain(rule: CompiledRule): (comment: string) => boolean {
  return rule.rule.kind === 'unencrypted-comment-regex' ? rule.matchesComment : () => false
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
