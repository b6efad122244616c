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
  /** A master key that was to be removed is not a key of the file (CLI-100). */
  | 'KEY_NOT_IN_FILE'
  /** A key to add was in the first group already, and is now there twice (CLI-100). */
  | 'KEY_ALREADY_IN_FILE'
  /** A value has the type `bytes`, which only 1.x wrote (Q5). */
  | 'LEGACY_BYTES'
  /** An integer does not fit into 64 bits, which 1.x allowed; it cannot be encrypted again. */
  | 'LEGACY_INTEGER'
  /** An empty text is encrypted, as releases before 1.6 did (V12). */
  | 'LEGACY_EMPTY_TEXT'
  /** The MAC covers floats as Python spells them, as 0.x and 1.x wrote it (H1, V18). */
  | 'LEGACY_SPELLING'
  /** The metadata has what an old release left behind and sops refuses. */
  | 'LEGACY_METADATA'

/** One warning; `path` is empty when it is about the file as a whole. */
export interface Warning {
  readonly code: WarningCode
  readonly path: readonly string[]
  /** One sentence; never holds a value. */
  readonly message: string
}
