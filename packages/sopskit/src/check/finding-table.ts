import type { FindingCode, Severity } from './finding.ts'

/** What is always true of a code. */
export interface FindingKind {
  readonly severity: Severity
  /** One sentence, for lists of codes. */
  readonly summary: string
}

/** Every code; docs/check.md says the same at length. */
export const findingTable: Readonly<Record<FindingCode, FindingKind>> = {
  NOT_ENCRYPTED: error('A file that a creation rule matches is not encrypted.'),
  PLAIN_CONFIG_MAP: warning('A creation rule would encrypt values of a plain ConfigMap.'),
  PLAIN_SECRET: error('A Secret manifest holds values in clear text.'),
  PRIVATE_KEY: error('A file holds a private key in clear text.'),
  CONFLICT_MARKERS: error('A merge conflict was left in the file.'),
  FILE_BROKEN: error('An encrypted file cannot be read.'),
  METADATA_INVALID: error('The metadata of an encrypted file cannot be understood.'),
  MAC_MISSING: error('An encrypted file has no MAC.'),
  INVALID_REGEX: error('The pattern that an encrypted file records is not valid RE2.'),
  RULE_SELECTS_NOTHING: error('The rule of an encrypted file selects no value.'),
  PLAIN_VALUE: error('A value that the rule of its file encrypts is in clear text.'),
  PLAIN_COMMENT: warning('A comment that the rule of its file encrypts is in clear text.'),
  EMPTY_VALUE: warning('An empty value, which the MAC does not cover.'),
  MALFORMED_VALUE: error('An encrypted value is damaged.'),
  UNEXPECTED_CIPHERTEXT: error('A value is encrypted that the rule of its file leaves plain.'),
  MANIFEST_FIELD_ENCRYPTED: error('apiVersion, kind or metadata of a manifest is encrypted.'),
  LEGACY_FILE: warning('A file by an old release of SOPS.'),
  NO_RULE: warning('No creation rule matches an encrypted file.'),
  OPTIONS_DIFFER: error('What is encrypted in a file differs from its creation rule.'),
  KEYS_DIFFER: error('The master keys of a file differ from its creation rule.'),
  THRESHOLD_DIFFERS: error('The threshold of a file differs from its creation rule.'),
  CONFIG_NOT_STAGED: error(
    'A .sops.yaml is not in the index of Git, so that no rule of it counted.',
  ),
  PUBLIC_KEY_INVALID: error('A .sops.pub.asc holds no OpenPGP key that can be read.'),
  PUBLIC_KEY_DIFFERS: error('A .sops.pub.asc and the .sops.yaml beside it name different keys.'),
  SECRET_KEY_PACKET: error('A .sops.pub.asc holds a secret key.'),
  DECRYPTION_FAILED: error('A file cannot be decrypted, or was changed after it was encrypted.'),
  INVALID_BASE64: error('A value below data of a Secret is not base64.'),
  NOT_A_STRING: error('A value of a Secret is not text.'),
  FLUX_MARKER: error('Flux would not recognize a file as encrypted.'),
  FLUX_GENERATOR_KEY: error('Flux would decrypt a file as another format and lose what it holds.'),
  FLUX_CONFIG_MAP: warning('A ConfigMap is generated from an encrypted file.'),
  FLUX_TOO_LARGE: error('A file is larger than Flux takes.'),
  FLUX_MISSING_FILE: error('A kustomization names a file that does not exist.'),
  FLUX_PATH_ESCAPES: error('A kustomization names a path outside of the repository.'),
  FLUX_DUPLICATE_KUSTOMIZATION: error('A folder has more than one kustomization file.'),
  FLUX_NO_DECRYPTION: warning('A Flux Kustomization applies encrypted manifests undecrypted.'),
}

function error(summary: string): FindingKind {
  return { severity: 'error', summary }
}

function warning(summary: string): FindingKind {
  return { severity: 'warning', summary }
}
