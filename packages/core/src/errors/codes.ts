/**
 * Every code a `SopsError` can carry. Codes are part of the public interface: they are added, never
 * renamed or given another meaning.
 */
export type SopsErrorCode =
  // --- reading and writing documents
  /** The text cannot be parsed in its format; the position says where. */
  | 'PARSE_FAILED'
  /** The input has no document at all (P3). */
  | 'EMPTY_DOCUMENT'
  /** The top level is not a map (P4, J1). */
  | 'TOP_LEVEL_NOT_MAP'
  /** A map has a key that is not a string (P11, Z4). */
  | 'KEY_NOT_STRING'
  /** A key stands twice in one map. */
  | 'DUPLICATE_KEY'
  /** An integer beyond 64 bits signed (Z4), or a number out of range (J5). */
  | 'NUMBER_OUT_OF_RANGE'
  /** Nesting, aliases or size beyond what is read safely. */
  | 'LIMIT_EXCEEDED'
  /** The tree cannot be written in this format (exit 4 of sops). */
  | 'EMIT_FAILED'
  /** An indentation setting that the format does not know (J8, E2). */
  | 'INVALID_INDENT'
  // --- encrypting
  /** The document already has a `sops` entry (D21). */
  | 'ALREADY_ENCRYPTED'
  /** A value of a kind SOPS cannot encrypt. */
  | 'UNSUPPORTED_VALUE'
  /** More than one of the six selection rules (R1). */
  | 'CONFLICTING_RULES'
  /** A pattern that RE2 refuses (R10); sops would treat it as matching nothing. */
  | 'INVALID_REGEX'
  /** An encrypted comment matches `unencrypted_comment_regex` (R8). */
  | 'COMMENT_MATCHES_RULE'
  // --- metadata
  /** The file has no SOPS metadata: it is not encrypted. */
  | 'METADATA_NOT_FOUND'
  /** The metadata is there but cannot be understood. */
  | 'METADATA_INVALID'
  /** The metadata names no master key (D8). */
  | 'NO_MASTER_KEYS'
  // --- keys
  /** A recipient, ARN, URL or other key text that cannot be parsed. */
  | 'INVALID_MASTER_KEY'
  /** A key group without a key. */
  | 'EMPTY_KEY_GROUP'
  /** The file has no key group of this number. */
  | 'KEY_GROUP_NOT_FOUND'
  /** No key service handles this kind of key. */
  | 'UNSUPPORTED_KEY_TYPE'
  /** A key service could not wrap the data key (K3). */
  | 'WRAP_FAILED'
  /** A key service was the right one but could not unwrap the data key. */
  | 'UNWRAP_FAILED'
  /** No or too few master keys gave the data key back (exit 128 of sops). */
  | 'DATA_KEY_UNAVAILABLE'
  /** A key service refused: the credentials are missing, wrong or expired, or not allowed to use the key. */
  | 'PERMISSION_DENIED'
  /** A key service cannot be reached, does not answer in time, or its certificate is not trusted. */
  | 'SERVICE_UNAVAILABLE'
  /** A package that is installed only where it is wanted is missing; the message names it. */
  | 'PACKAGE_MISSING'
  /** The data key has a length AES does not take (V3). */
  | 'INVALID_DATA_KEY'
  /** A secret sharing threshold that does not fit the key groups (S4). */
  | 'INVALID_THRESHOLD'
  /** Shares that cannot be combined (S6). */
  | 'INVALID_SHARES'
  /** A decryption order names one kind of key twice (K5). */
  | 'DUPLICATE_DECRYPTION_ORDER'
  /** An identity text, file or source that cannot be used. */
  | 'INVALID_IDENTITY'
  // --- decrypting
  /** A value that should be encrypted is not of the `ENC[…]` form (V15). */
  | 'VALUE_NOT_ENCRYPTED'
  /** An `ENC[…]` text with a broken field (V9, V10). */
  | 'MALFORMED_VALUE'
  /** A value failed authentication: changed, moved, renamed, or another data key. */
  | 'VALUE_TAMPERED'
  /** A value type SOPS does not know (V-table). */
  | 'UNKNOWN_VALUE_TYPE'
  /** A decrypted text that is not of its declared type (V-table). */
  | 'INVALID_PLAINTEXT'
  /** The MAC in the file is missing or differs from the content (M7). */
  | 'MAC_MISMATCH'
  /** The MAC in the file cannot be decrypted (M7). */
  | 'MAC_UNREADABLE'
  // --- paths
  /** A tree path that is not of the `["a"][0]` form (X1). */
  | 'INVALID_PATH'
  /** A tree path that leads nowhere (X3). */
  | 'PATH_NOT_FOUND'
  /** A change behind a value of another kind: by a key of a list, a step into a scalar (X21, X30). */
  | 'PATH_MISMATCH'
  /** A value that is not the JSON that `set` takes (X20). */
  | 'INVALID_SET_VALUE'
  // --- files and the command
  /** The input file does not exist (exit 100 of sops). */
  | 'FILE_NOT_FOUND'
  /** The input file cannot be read. */
  | 'FILE_UNREADABLE'
  /** The output cannot be written; the old content is intact. */
  | 'FILE_UNWRITABLE'
  /** Somebody else changed the file while it was worked on; what they wrote is intact. */
  | 'FILE_CHANGED'
  /** The text was left as it was in the editor (exit 200 of sops). */
  | 'FILE_NOT_CHANGED'
  /** There is no editor, or it failed (exit 201 of sops). */
  | 'EDITOR_FAILED'
  /** Metadata that are shown in the editor only to be looked at were changed there. */
  | 'METADATA_CHANGED'
  /** A key or value that an environment variable cannot hold. */
  | 'INVALID_ENVIRONMENT'
  /** What runs a command cannot be started. */
  | 'COMMAND_FAILED'
  /** The user that a command should run as does not exist, or this process may not become it. */
  | 'USER_UNAVAILABLE'
  /** No input file was given. */
  | 'NO_FILE'
  /** An option of a function with a value that it cannot have, such as a format that there is none of. */
  | 'INVALID_OPTION'
  /** Flags or options that exclude each other. */
  | 'CONFLICTING_OPTIONS'
  /** A flag or argument the command does not know, or one without its value. */
  | 'USAGE'
  /** A malformed KMS encryption context (CFG-066). */
  | 'INVALID_ENCRYPTION_CONTEXT'
  /** No master key was given to encrypt for. */
  | 'NO_RECIPIENTS'
  /** A configuration that says something impossible, unknown or incomplete. */
  | 'CONFIG_INVALID'
  /** A configuration file that cannot be read. */
  | 'CONFIG_UNREADABLE'
  /** No rule of the configuration matches the file (CFG-036, CLI-110). */
  | 'NO_MATCHING_RULE'
  /** A file cannot be published: the destination refused it, or has no place for what it holds. */
  | 'PUBLISH_FAILED'
  /** The operation was aborted through its signal. */
  | 'ABORTED'
