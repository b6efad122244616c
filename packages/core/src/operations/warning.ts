/** What deserves a person's attention though the operation went on. Codes are stable. */
export type WarningCode =
  /** A comment that should be encrypted is not, and was kept as it is (V21). */
  | 'PLAIN_COMMENT'
  /** An encrypted comment is read back somewhere else and can then not be decrypted. */
  | 'COMMENT_MOVED'
  /** The selection rule left every value of the file in clear text. */
  | 'RULE_SELECTS_NOTHING'
  /** The file names a pattern that RE2 refuses; like sops, reading takes it as matching nothing (Q8). */
  | 'INVALID_REGEX_IN_FILE'
  /** A value has the type `bytes`, which only 1.x wrote (Q5). */
  | 'LEGACY_BYTES'

/** One warning; `path` is empty when it is about the file as a whole. */
export interface Warning {
  readonly code: WarningCode
  readonly path: readonly string[]
  /** One sentence; never holds a value. */
  readonly message: string
}
