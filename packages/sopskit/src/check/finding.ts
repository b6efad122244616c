import type { SopsErrorCode, TextPosition } from '@sopskit/core'

/** How bad a finding is; `check` fails for errors, and for warnings only when it is strict. */
export type Severity = 'error' | 'warning'

/** What `check` finds. Codes are stable, and each is explained in docs/check.md. */
export type FindingCode =
  // --- what is not encrypted
  | 'NOT_ENCRYPTED'
  | 'PLAIN_CONFIG_MAP'
  | 'PLAIN_SECRET'
  | 'PRIVATE_KEY'
  // --- what an encrypted file says of itself
  | 'CONFLICT_MARKERS'
  | 'FILE_BROKEN'
  | 'METADATA_INVALID'
  | 'MAC_MISSING'
  | 'INVALID_REGEX'
  | 'RULE_SELECTS_NOTHING'
  | 'PLAIN_VALUE'
  | 'PLAIN_COMMENT'
  | 'EMPTY_VALUE'
  | 'MALFORMED_VALUE'
  | 'UNEXPECTED_CIPHERTEXT'
  | 'MANIFEST_FIELD_ENCRYPTED'
  | 'LEGACY_FILE'
  // --- what its creation rule says
  | 'NO_RULE'
  | 'OPTIONS_DIFFER'
  | 'KEYS_DIFFER'
  | 'THRESHOLD_DIFFERS'
  | 'CONFIG_NOT_STAGED'
  // --- .sops.pub.asc
  | 'PUBLIC_KEY_INVALID'
  | 'PUBLIC_KEY_DIFFERS'
  | 'SECRET_KEY_PACKET'
  // --- with keys
  | 'DECRYPTION_FAILED'
  | 'INVALID_BASE64'
  | 'NOT_A_STRING'
  // --- Flux
  | 'FLUX_MARKER'
  | 'FLUX_GENERATOR_KEY'
  | 'FLUX_CONFIG_MAP'
  | 'FLUX_TOO_LARGE'
  | 'FLUX_MISSING_FILE'
  | 'FLUX_PATH_ESCAPES'
  | 'FLUX_DUPLICATE_KUSTOMIZATION'
  | 'FLUX_NO_DECRYPTION'

/** One thing that is wrong, as data. It never holds a value. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  /** The file, relative to the checked directory, with slashes. */
  readonly path: string
  /** Where in the file, if that is known. */
  readonly position?: TextPosition
  /** The map keys from the root of the document; list indexes are no part of it. */
  readonly keyPath?: readonly string[]
  /** What is wrong and what to do. */
  readonly message: string
}

/** A file or configuration that could not be checked. */
export interface CheckFailure {
  readonly path: string
  /** The code of the error, or `UNEXPECTED` for one that is none of sopskit. */
  readonly code: SopsErrorCode | 'UNEXPECTED'
  readonly message: string
  readonly position?: TextPosition
}
