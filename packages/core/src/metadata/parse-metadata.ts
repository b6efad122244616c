import { SopsError } from '../errors/sops-error.ts'
import type { EncryptionRule } from '../rules/encryption-rule.ts'
import { selectRule } from '../rules/select-rule.ts'
import type { TreeBranch } from '../tree/tree.ts'
import { FieldReader } from './field-reader.ts'
import type { KeyGroup, Metadata } from './metadata.ts'
import { parseKeyGroups, requireSeconds } from './parse-key-groups.ts'
import { isSopsVersion } from './sops-version.ts'

/**
 * Reads the metadata of a file: the map under `sops`, by whichever release it was written (H4). Names
 * match in any case, numbers, booleans and text convert into each other, null is an empty list, a map
 * alone a list of one, and comments are dropped (D15). What this release does not know is kept in
 * `unknown`. A file without a rule has the default one (R2).
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
export function parseMetadata(block: TreeBranch): Metadata {
  const fields = new FieldReader(block, '')
  const known = {
    lastModified: requireSeconds(fields, 'lastmodified'),
    keyGroups: requireKeyGroups(fields),
    rule: parseRule(fields),
    version: requireVersion(fields),
    shamirThreshold: fields.integer('shamir_threshold'),
    macOnlyEncrypted: fields.boolean('mac_only_encrypted'),
    mac: fields.text('mac'),
  }
  return { ...known, unknown: fields.unknown() }
}

function requireKeyGroups(fields: FieldReader): readonly KeyGroup[] {
  const groups = parseKeyGroups(fields)
  if (groups.length > 0) return groups
  throw new SopsError(
    'NO_MASTER_KEYS',
    'The SOPS metadata names no master key, so the file cannot be decrypted with any.',
  )
}

function parseRule(fields: FieldReader): EncryptionRule {
  return selectRule({
    unencryptedSuffix: fields.text('unencrypted_suffix'),
    encryptedSuffix: fields.text('encrypted_suffix'),
    unencryptedRegex: fields.text('unencrypted_regex'),
    encryptedRegex: fields.text('encrypted_regex'),
    unencryptedCommentRegex: fields.text('unencrypted_comment_regex'),
    encryptedCommentRegex: fields.text('encrypted_comment_regex'),
  })
}

function requireVersion(fields: FieldReader): string {
  const version = fields.text('version')
  if (isSopsVersion(version)) return version
  throw fields.invalid('version', version === '' ? 'is missing' : 'is not of the form 3.13.3')
}
