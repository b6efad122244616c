import type { Aead } from '../aead/aead.ts'
import type { KeyService } from '../keys/key-service.ts'
import { unwrapDataKey } from '../keys/unwrap-data-key.ts'
import { collectLeaves } from '../leaves/collect-leaves.ts'
import { replaceLeaves } from '../leaves/replace-leaves.ts'
import { detachMetadata } from '../metadata/detach-metadata.ts'
import type { Metadata, MetadataLayout } from '../metadata/metadata.ts'
import { isLegacyVersion } from '../metadata/sops-version.ts'
import { type CompiledRule, compileRule } from '../rules/compile-rule.ts'
import { planLeaves } from '../rules/plan-leaves.ts'
import { ruleName } from '../rules/rule-text.ts'
import type { TreeBranches } from '../tree/tree.ts'
import type { IvStash } from '../value/iv-stash.ts'
import { createValueCipher } from '../value/value-cipher.ts'
import { checkMac } from './check-mac.ts'
import { decryptLeaves } from './decrypt-leaves.ts'
import { quirkWarnings } from './quirk-warnings.ts'
import type { Warning } from './warning.ts'

/** What reading an encrypted tree takes. */
export interface DecryptOptions {
  /** How the input format lays out its metadata; `Store.layout`. */
  readonly layout: MetadataLayout
  /** Asked in turn to unwrap the data key from each master key (K6). */
  readonly services: readonly KeyService[]
  readonly aead: Aead
  /** Which kinds of key to try first. Default: age, pgp (K5). */
  readonly decryptionOrder?: readonly string[]
  /**
   * Give the plaintext even when the MAC is missing or wrong: then nothing says that the file is as it
   * was encrypted, and the result has `macVerified: false` (M8). Default: false.
   */
  readonly ignoreMac?: boolean
  readonly signal?: AbortSignal
}

/** A decrypted tree. */
export interface DecryptedTree {
  /** The plain tree without metadata. */
  readonly branches: TreeBranches
  readonly metadata: Metadata
  /** False only under `ignoreMac`, whatever the MAC said. */
  readonly macVerified: boolean
  readonly warnings: readonly Warning[]
}

/** A decrypted tree with its data key; never leaves core. */
export interface OpenedTree extends DecryptedTree {
  readonly dataKey: Uint8Array
}

/**
 * Decrypts a tree and verifies its MAC before anything is given out. The caller wipes `dataKey`; `stash`
 * receives the IVs for encrypting again.
 */
export async function openTree(
  branches: TreeBranches,
  options: DecryptOptions,
  stash: IvStash,
): Promise<OpenedTree> {
  const { metadata, branches: encrypted } = detachMetadata(branches, options.layout)
  const rule = await compileRule(metadata.rule, { invalidPattern: 'matches-nothing' })
  const dataKey = await unwrapDataKey(metadata, options)
  try {
    return decryptAll(encrypted, { metadata, rule, dataKey, options, stash })
  } catch (error) {
    dataKey.fill(0)
    throw error
  }
}

interface Opening {
  readonly metadata: Metadata
  readonly rule: CompiledRule
  readonly dataKey: Uint8Array
  readonly options: DecryptOptions
  readonly stash: IvStash
}

function decryptAll(encrypted: TreeBranches, opening: Opening): OpenedTree {
  const { metadata, rule, dataKey, options, stash } = opening
  const cipher = createValueCipher(options.aead, dataKey)
  const planned = planLeaves(collectLeaves(encrypted), rule)
  const legacy = isLegacyVersion(metadata.version)
  const decrypted = decryptLeaves(planned, { cipher, stash, legacy })
  // All values are decrypted before the MAC is looked at (M8), and none is given out before it is verified.
  const macVerified = options.ignoreMac !== true
  const spelling = macVerified
    ? checkMac(decrypted, { cipher, stash, metadata, legacy, aead: options.aead })
    : []
  return {
    branches: replaceLeaves(
      encrypted,
      decrypted.leaves.map((leaf) => leaf.value),
    ),
    metadata,
    macVerified,
    warnings: [
      ...quirkWarnings(metadata),
      ...warnIfInvalid(rule),
      ...spelling,
      ...decrypted.warnings,
    ],
    dataKey,
  }
}

function warnIfInvalid(rule: CompiledRule): readonly Warning[] {
  if (rule.valid) return []
  return [
    {
      code: 'INVALID_REGEX_IN_FILE',
      path: [],
      message: `The pattern of ${ruleName(rule.rule)} in this file is not valid RE2 and matches nothing. Correct it and encrypt the file again.`,
    },
  ]
}
