import type { SopsErrorCode } from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'
import type { CommandName } from './command-name.ts'

type ExitCode = number | Readonly<Record<CommandName, number>>

/** The exit codes of sops (Z1, table P), one row per error code. */
const exitCodes: Readonly<Record<SopsErrorCode, ExitCode>> = {
  PARSE_FAILED: { encrypt: 2, decrypt: 1 },
  EMPTY_DOCUMENT: { encrypt: 92, decrypt: 1 },
  TOP_LEVEL_NOT_MAP: { encrypt: 2, decrypt: 1 },
  KEY_NOT_STRING: { encrypt: 23, decrypt: 25 },
  DUPLICATE_KEY: { encrypt: 2, decrypt: 1 },
  NUMBER_OUT_OF_RANGE: { encrypt: 23, decrypt: 25 },
  LIMIT_EXCEEDED: { encrypt: 2, decrypt: 1 },
  EMIT_FAILED: 4,
  INVALID_INDENT: 4,
  ALREADY_ENCRYPTED: 203,
  UNSUPPORTED_VALUE: { encrypt: 23, decrypt: 25 },
  CONFLICTING_RULES: { encrypt: 8, decrypt: 1 },
  INVALID_REGEX: 8,
  COMMENT_MATCHES_RULE: { encrypt: 23, decrypt: 25 },
  METADATA_NOT_FOUND: 1,
  METADATA_INVALID: 1,
  NO_MASTER_KEYS: 1,
  INVALID_MASTER_KEY: 1,
  EMPTY_KEY_GROUP: 1,
  KEY_GROUP_NOT_FOUND: 1,
  UNSUPPORTED_KEY_TYPE: 1,
  WRAP_FAILED: 1,
  UNWRAP_FAILED: 128,
  DATA_KEY_UNAVAILABLE: 128,
  INVALID_DATA_KEY: 25,
  INVALID_THRESHOLD: 1,
  INVALID_SHARES: 128,
  DUPLICATE_DECRYPTION_ORDER: 112,
  INVALID_IDENTITY: 128,
  VALUE_NOT_ENCRYPTED: 25,
  MALFORMED_VALUE: 25,
  VALUE_TAMPERED: 25,
  UNKNOWN_VALUE_TYPE: 25,
  INVALID_PLAINTEXT: 25,
  MAC_MISMATCH: 51,
  MAC_UNREADABLE: 51,
  INVALID_PATH: 91,
  PATH_NOT_FOUND: 1,
  PATH_MISMATCH: 1,
  INVALID_SET_VALUE: 7,
  FILE_NOT_FOUND: 100,
  FILE_UNREADABLE: 2,
  FILE_UNWRITABLE: 3,
  FILE_CHANGED: 3,
  FILE_NOT_CHANGED: 200,
  EDITOR_FAILED: 201,
  METADATA_CHANGED: 1,
  INVALID_ENVIRONMENT: 1,
  COMMAND_FAILED: 1,
  USER_UNAVAILABLE: 1,
  NO_FILE: 100,
  CONFLICTING_OPTIONS: 8,
  USAGE: 1,
  INVALID_ENCRYPTION_CONTEXT: 6,
  NO_RECIPIENTS: 1,
  CONFIG_INVALID: 1,
  CONFIG_UNREADABLE: 1,
  NO_MATCHING_RULE: 1,
  ABORTED: 1,
}

/** What a failure happened in; both are `undefined` before the command line is understood. */
export interface ExitContext {
  readonly command?: CommandName | undefined
  readonly inputFormat?: FileFormat | undefined
}

/** The exit code for an error of sopskit. Before the command is known, every one is 1 or fixed. */
export function exitCodeOf(code: SopsErrorCode, { command, inputFormat }: ExitContext): number {
  // YAML reads such an integer and fails at the value, JSON fails while parsing (Z4, J5).
  if (code === 'NUMBER_OUT_OF_RANGE' && inputFormat === 'json') {
    return exitCodeOf('PARSE_FAILED', { command })
  }
  const exit = exitCodes[code]
  if (typeof exit === 'number') return exit
  return command === undefined ? 1 : exit[command]
}
