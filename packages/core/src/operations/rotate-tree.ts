import type { MasterKey } from '../keys/master-key.ts'
import { wrapDataKey } from '../keys/wrap-data-key.ts'
import type { MetadataLayout } from '../metadata/metadata.ts'
import { drawBytes } from '../random/draw-bytes.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import { compileRule } from '../rules/compile-rule.ts'
import type { TreeBranches } from '../tree/tree.ts'
import { createIvStash } from '../value/iv-stash.ts'
import { type DecryptOptions, openTree } from './open-tree.ts'
import { keepUnknownFields } from './keep-unknown-fields.ts'
import { requireKnownKeys } from './require-known-keys.ts'
import { type ReencryptedTree, reencrypted } from './reencrypted-tree.ts'
import { sealDocument } from './seal-document.ts'

/** What {@link rotateTree} takes beside what decrypting takes. */
export interface RotateOptions extends DecryptOptions {
  /** For whom the new data key is wrapped. Default: the keys of the file. */
  readonly keyGroups?: readonly (readonly MasterKey[])[]
  /** Default: the threshold of the file. */
  readonly shamirThreshold?: number
  /** How the output format lays out its metadata. Default: `layout`. */
  readonly outputLayout?: MetadataLayout
  readonly random: RandomBytes
  readonly now: Date
}

const dataKeyLength = 32

/**
 * Encrypts a tree again under a new data key (K1). Afterwards someone who kept the old data key can no
 * longer read what changes from now on.
 *
 * @throws {@link SopsError} every code of `decryptTree` and `encryptTree`.
 *
 * @example
 * ```ts
 * import { type DecryptOptions, rotateTree, type TreeBranches } from '@sopskit/core'
 * async function rotate(encrypted: TreeBranches, options: DecryptOptions) {
 *   const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
 *   return rotateTree(encrypted, { ...options, random, now: new Date() })
 * }
 * ```
 */
export async function rotateTree(
  branches: TreeBranches,
  options: RotateOptions,
): Promise<ReencryptedTree> {
  const stash = createIvStash()
  const opened = await openTree(branches, options, stash)
  const { metadata } = opened
  opened.dataKey.fill(0)
  requireKnownKeys(metadata)
  const dataKey = drawBytes(options.random, dataKeyLength)
  try {
    const wrapped = await wrapDataKey(dataKey, {
      ...options,
      keyGroups:
        options.keyGroups ?? metadata.keyGroups.map((group) => group.keys.map(({ key }) => key)),
      shamirThreshold: options.shamirThreshold ?? metadata.shamirThreshold,
    })
    const layout = options.outputLayout ?? options.layout
    const { aead, random, now } = options
    const rule = await compileRule(metadata.rule)
    const keyGroups = keepUnknownFields(wrapped.keyGroups, metadata.keyGroups)
    const draft = { ...metadata, ...wrapped, keyGroups }
    return reencrypted(
      opened,
      sealDocument(opened.branches, { dataKey, draft, rule, layout, aead, stash, random, now }),
    )
  } finally {
    dataKey.fill(0)
  }
}
