import { completeMasterKeys } from '../keys/complete-master-keys.ts'
import { masterKeyId } from '../keys/master-key-name.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { shownKeyName } from '../keys/shown-key-name.ts'
import { wrapDataKey } from '../keys/wrap-data-key.ts'
import type { Metadata, MetadataLayout } from '../metadata/metadata.ts'
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
import type { Warning } from './warning.ts'

/** What {@link rotateTree} takes beside what decrypting takes. */
export interface RotateOptions extends DecryptOptions {
  /** For whom the new data key is wrapped. Default: the keys of the file. */
  readonly keyGroups?: readonly (readonly MasterKey[])[]
  /** Keys that join the first group (CLI-100). */
  readonly addKeys?: readonly MasterKey[]
  /** Keys that go, wherever and however often they stand; compared by kind and name (CLI-100). */
  readonly removeKeys?: readonly MasterKey[]
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
 * longer read what changes from now on. The IVs stay, which is safe under another key (V19).
 *
 * @throws {@link SopsError} every code of `decryptTree` and `encryptTree`, among them `EMPTY_KEY_GROUP`
 * when the last key of a group is removed.
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
  given: RotateOptions,
): Promise<ReencryptedTree> {
  const options = await withCompleteKeys(given)
  const stash = createIvStash()
  const opened = await openTree(branches, options, stash)
  const { metadata } = opened
  opened.dataKey.fill(0)
  requireKnownKeys(metadata)
  const dataKey = drawBytes(options.random, dataKeyLength)
  try {
    const wrapped = await wrapDataKey(dataKey, {
      ...options,
      keyGroups: newKeyGroups(metadata, options),
      shamirThreshold: options.shamirThreshold ?? metadata.shamirThreshold,
    })
    const layout = options.outputLayout ?? options.layout
    const { aead, random, now } = options
    const rule = await compileRule(metadata.rule)
    const keyGroups = keepUnknownFields(wrapped.keyGroups, metadata.keyGroups)
    const draft = { ...metadata, ...wrapped, keyGroups }
    const sealing = { dataKey, draft, rule, layout, aead, stash, random, now }
    const written = reencrypted(opened, sealDocument(opened.branches, sealing))
    return { ...written, warnings: [...written.warnings, ...aboutKeys(metadata, options)] }
  } finally {
    dataKey.fill(0)
  }
}

/** What is to go is compared with what files hold: complete keys. */
async function withCompleteKeys(options: RotateOptions): Promise<RotateOptions> {
  const { addKeys = [], removeKeys = [] } = options
  return {
    ...options,
    addKeys: await completeMasterKeys(addKeys, options),
    removeKeys: await completeMasterKeys(removeKeys, options),
  }
}

type KeyGroups = readonly (readonly MasterKey[])[]

function newKeyGroups(
  metadata: Metadata,
  { keyGroups, addKeys = [], removeKeys = [] }: RotateOptions,
): KeyGroups {
  const removed = new Set(removeKeys.map(masterKeyId))
  return (keyGroups ?? keysOf(metadata))
    .map((keys, index) => (index === 0 ? [...keys, ...addKeys] : keys))
    .map((keys) => keys.filter((key) => !removed.has(masterKeyId(key))))
}

function keysOf({ keyGroups }: Metadata): KeyGroups {
  return keyGroups.map((group) => group.keys.map(({ key }) => key))
}

// sops says nothing (CLI-100), and somebody believes that a mistyped key lost its access.
function aboutKeys(
  metadata: Metadata,
  { addKeys = [], removeKeys = [] }: RotateOptions,
): readonly Warning[] {
  const [first = []] = keysOf(metadata)
  const [inFirst, inFile] = [idsOf(first), idsOf(keysOf(metadata).flat())]
  const twice = addKeys.filter((key) => inFirst.has(masterKeyId(key)))
  const missing = removeKeys.filter((key) => !inFile.has(masterKeyId(key)))
  return [
    ...twice.map((key) =>
      aboutKey('KEY_ALREADY_IN_FILE', key, 'was there already, and now stands in the file twice.'),
    ),
    ...missing.map((key) =>
      aboutKey(
        'KEY_NOT_IN_FILE',
        key,
        'was to be removed, but the file does not have it. Check its spelling.',
      ),
    ),
  ]
}

function idsOf(keys: readonly MasterKey[]): ReadonlySet<string> {
  return new Set(keys.map(masterKeyId))
}

function aboutKey(code: Warning['code'], key: MasterKey, what: string): Warning {
  return { code, path: [], message: `The key ${shownKeyName(key)} ${what}` }
}
