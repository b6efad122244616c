import { serializeMetadata } from '../metadata/serialize-metadata.ts'
import type { MetadataLayout } from '../metadata/metadata.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import { compileRule } from '../rules/compile-rule.ts'
import type { TreeBranches } from '../tree/tree.ts'
import { createIvStash } from '../value/iv-stash.ts'
import { equalTrees } from './equal-trees.ts'
import { type DecryptOptions, type OpenedTree, openTree } from './open-tree.ts'
import { type ReencryptedTree, reencrypted } from './reencrypted-tree.ts'
import { sealDocument } from './seal-document.ts'

/** What {@link editTree} takes beside what decrypting takes. */
export interface EditOptions extends DecryptOptions {
  /** Gives the new plain tree. Throwing leaves everything as it was. */
  readonly edit: (plain: TreeBranches) => TreeBranches | Promise<TreeBranches>
  /**
   * Leave the file as it is when the edit gives an equal tree, instead of renewing its MAC and time
   * (X22). Default: false.
   */
  readonly idempotent?: boolean
  /** How the output format lays out its metadata. Default: `layout`. */
  readonly outputLayout?: MetadataLayout
  /** What `version` becomes. Default: it is kept, as `set` and `unset` do (D14). */
  readonly version?: string
  readonly random: RandomBytes
  readonly now: Date
}

/** A file that was edited, or under `idempotent` the one that was given. */
export type EditedTree =
  | (ReencryptedTree & { readonly changed: true })
  | (Omit<ReencryptedTree, 'plan'> & { readonly changed: false })

/**
 * Decrypts a tree, has it changed, and encrypts it again under the same data key. Unchanged values keep
 * their ciphertext, so the encrypted file differs only where the plain one does (V19).
 *
 * @throws {@link SopsError} every code of `decryptTree`, and `UNSUPPORTED_VALUE`,
 * `COMMENT_MATCHES_RULE`, `INVALID_REGEX`, `EMPTY_DOCUMENT`, `ALREADY_ENCRYPTED` (also for an edit that adds
 * a reserved name, X23), `EMIT_FAILED` of encrypting.
 *
 * @example
 * ```ts
 * import { type DecryptOptions, editTree, setAtPath, type TreeBranches } from '@sopskit/core'
 * async function setPassword(encrypted: TreeBranches, options: DecryptOptions) {
 *   return editTree(encrypted, {
 *     ...options,
 *     edit: (plain) => setAtPath(plain, ['password'], 'hunter3'),
 *     random: (length) => crypto.getRandomValues(new Uint8Array(length)),
 *     now: new Date(),
 *   })
 * }
 * ```
 */
export async function editTree(branches: TreeBranches, options: EditOptions): Promise<EditedTree> {
  const stash = createIvStash()
  const opened = await openTree(branches, options, stash)
  const { dataKey, metadata } = opened
  try {
    // What cannot be written again must not cost an edit first.
    serializeMetadata(metadata)
    const edited = await options.edit(opened.branches)
    if (options.idempotent === true && equalTrees(opened.branches, edited)) {
      return unchanged(branches, opened)
    }
    const rule = await compileRule(metadata.rule)
    const draft = { ...metadata, version: options.version ?? metadata.version }
    const layout = options.outputLayout ?? options.layout
    const { aead, random, now } = options
    const sealing = { dataKey, draft, rule, layout, aead, stash, random, now }
    return { ...reencrypted(opened, sealDocument(edited, sealing)), changed: true }
  } finally {
    dataKey.fill(0)
  }
}

function unchanged(
  branches: TreeBranches,
  { metadata, macVerified, warnings }: OpenedTree,
): EditedTree {
  return { branches, metadata, macVerified, warnings, changed: false }
}
