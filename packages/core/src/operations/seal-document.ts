import type { Aead } from '../aead/aead.ts'
import { SopsError } from '../errors/sops-error.ts'
import { collectLeaves } from '../leaves/collect-leaves.ts'
import { replaceLeaves } from '../leaves/replace-leaves.ts'
import { computeMac } from '../mac/compute-mac.ts'
import { sealMac } from '../mac/seal-mac.ts'
import { attachMetadata } from '../metadata/attach-metadata.ts'
import type { Metadata, MetadataLayout } from '../metadata/metadata.ts'
import { isDroppedVersion } from '../metadata/sops-version.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import { drawBytes } from '../random/draw-bytes.ts'
import type { CompiledRule } from '../rules/compile-rule.ts'
import { planLeaves, type PlannedLeaf } from '../rules/plan-leaves.ts'
import { formatSeconds } from '../text/format-seconds.ts'
import { isComment } from '../tree/guards.ts'
import type { Comment, TreeBranches, TreeScalar } from '../tree/tree.ts'
import type { IvStash } from '../value/iv-stash.ts'
import { createValueCipher } from '../value/value-cipher.ts'
import { compatibleVersion } from './compatible-version.ts'
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
  /** For each leaf of the documents, without their metadata, whether it was judged to be encrypted. */
  readonly plan: readonly boolean[]
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
  refuseMatchingComments(leaves, replacements, rule)
  const lastModified = formatSeconds(options.now)
  const [kept] = stash.take([{ aad: lastModified, type: 'str', plaintext: mac }])
  const iv = kept ?? drawBytes(random, 32)
  const metadata = {
    ...readableDraft(draft),
    lastModified,
    mac: sealMac(cipher, { mac, lastModified, iv }),
  }
  return {
    branches: attachMetadata(replaceLeaves(branches, replacements), metadata, options.layout),
    metadata,
    plan: leaves.map(({ encrypted }) => encrypted),
    warnings: warnIfNothingSelected(leaves),
  }
}

// What sops refuses is left behind: quirks of the file that was read, and a version such as 0.9 (D13).
function readableDraft(draft: MetadataDraft): MetadataDraft {
  const { quirks: _, ...kept } = draft
  return isDroppedVersion(kept.version) ? { ...kept, version: compatibleVersion } : kept
}

// Reading judges by the encrypted texts (R9): a comment that matches only now would keep plain what is not.
function refuseMatchingComments(
  leaves: readonly PlannedLeaf[],
  replacements: readonly (TreeScalar | Comment)[],
  rule: CompiledRule,
): void {
  if (rule.rule.kind !== 'unencrypted-comment-regex') return
  const matching = leaves.find(({ value, encrypted }, index) => {
    if (!encrypted || !isComment(value)) return false
    const text = sealedText(replacements[index])
    return text !== undefined && rule.matchesComment(text)
  })
  if (matching === undefined) return
  throw new SopsError(
    'COMMENT_MATCHES_RULE',
    'An encrypted comment would itself match unencrypted_comment_regex, so the file could not be read again. Make the pattern more specific.',
    { path: matching.path },
  )
}

// In a list an encrypted comment is a string, in a map still a comment (V20).
function sealedText(
  replacement: TreeScalar | Comment | undefined,
): string | Uint8Array | undefined {
  if (typeof replacement === 'string') return replacement
  if (replacement === undefined || !isComment(replacement)) return undefined
  return replacement.text
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
