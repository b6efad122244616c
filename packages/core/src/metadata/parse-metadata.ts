import { SopsError } from '../errors/sops-error.ts'
import { defaultRule, type EncryptionRule } from '../rules/encryption-rule.ts'
import { selectRule } from '../rules/select-rule.ts'
import type { TreeBranch } from '../tree/tree.ts'
import { FieldReader } from './field-reader.ts'
import type { KeyGroup, Metadata } from './metadata.ts'
import { quirksOf, withoutEmptyKeys } from './metadata-quirks.ts'
import { parseKeyGroups, requireSeconds } from './parse-key-groups.ts'
import { isLegacyVersion, isSopsVersion } from './sops-version.ts'

/** How strictly metadata is read. */
export interface ParseMetadataOptions {
  /** Take any `version`, also a missing one, as `filestatus` does (CLI-120). Default: false. */
  readonly anyVersion?: boolean
}

/**
 * Reads the metadata of a file: the map under `sops`, by whichever release it was written (H4). Names
 * match in any case, numbers, booleans and text convert into each other, null is an empty list, a map
 * alone a list of one, and comments are dropped (D15). What this release does not know is kept in
 * `unknown`. A file without a rule has the default one (R2), one by 0.x or 1.x none: everything is encrypted.
 * What old releases left behind and sops refuses is named in `quirks`.
 *
 * @throws {@link SopsError} `METADATA_INVALID` for a field of the wrong kind, and for `lastmodified`,
 * `created_at` or `version` that is missing or damaged (D11, D12, D13); `NO_MASTER_KEYS` (D8);
 * `CONFLICTING_RULES` (R1).
 *
 * @example
 * ```ts
 * import { branch, entry, parseMetadata, sequence } from '@sopskit/core'
 * const key = branch([entry('recipient', 'age1…'), entry('enc', '…')])
 * const metadata = parseMetadata(
 *   branch([
 *     entry('age', sequence([key])),
 *     entry('lastmodified', '2024-01-02T03:04:05Z'),
 *     entry('mac', 'ENC[…]'),
 *     entry('version', '3.13.3'),
 *   ]),
 * )
 * metadata.keyGroups[0]?.keys[0]?.key.type // 'age'
 * ```
 */
export function parseMetadata(block: TreeBranch, options: ParseMetadataOptions = {}): Metadata {
  const fields = new FieldReader(block, '')
  refuseWithoutMac(fields)
  const lastModified = requireSeconds(fields, 'lastmodified')
  const legacy = isLegacyVersion(fields.text('version'))
  const groups = parseKeyGroups(fields, legacy)
  const rule = parseRule(fields)
  const known = {
    lastModified,
    keyGroups: requireKeys(withoutEmptyKeys(groups)),
    rule: rule ?? (legacy ? everything : defaultRule),
    version: options.anyVersion === true ? fields.text('version') : requireVersion(fields),
    shamirThreshold: fields.integer('shamir_threshold'),
    macOnlyEncrypted: fields.boolean('mac_only_encrypted'),
    mac: fields.text('mac'),
  }
  const quirks = quirksOf({
    groups,
    threshold: fields.text('shamir_threshold'),
    withoutRule: legacy && rule === undefined,
  })
  return { ...known, unknown: fields.unknown(), ...(quirks.length > 0 && { quirks }) }
}

function refuseWithoutMac(fields: FieldReader): void {
  const written = ['lastmodified', 'mac', 'version'].map((name) => fields.text(name))
  if (written.some((text) => text !== '')) return
  throw fields.invalid(
    'lastmodified',
    'is missing, and so are mac and version, as in files by SOPS before 0.8. Nothing vouches for such a file as a whole; decrypt it with the release that wrote it',
  )
}

function requireKeys(groups: readonly KeyGroup[]): readonly KeyGroup[] {
  if (groups.length > 0) return groups
  throw new SopsError(
    'NO_MASTER_KEYS',
    'The SOPS metadata names no master key, so the file cannot be decrypted with any.',
  )
}

// Before 1.7 there was no rule: every value was encrypted, whatever its key. Written like this it says so to
// every reader.
// A pattern of keys would leave the comments at the top in clear text: one that nothing matches leaves none.
const everything: EncryptionRule = { kind: 'unencrypted-regex', pattern: '\\z.' }

function parseRule(fields: FieldReader): EncryptionRule | undefined {
  const texts = {
    unencryptedSuffix: fields.text('unencrypted_suffix'),
    encryptedSuffix: fields.text('encrypted_suffix'),
    unencryptedRegex: fields.text('unencrypted_regex'),
    encryptedRegex: fields.text('encrypted_regex'),
    unencryptedCommentRegex: fields.text('unencrypted_comment_regex'),
    encryptedCommentRegex: fields.text('encrypted_comment_regex'),
  }
  return Object.values(texts).some((text) => text !== '') ? selectRule(texts) : undefined
}

function requireVersion(fields: FieldReader): string {
  const version = fields.text('version')
  if (isSopsVersion(version)) return version
  throw fields.invalid('version', version === '' ? 'is missing' : 'is not of the form 3.13.3')
}
