import type { SopsErrorCode } from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'
import type { CommandName } from './command-name.ts'
import type { FlagValues } from './flags/flag-table.ts'

/** The exit codes of sops (Z1, table P), one row per error code; they are those of most commands. */
const exitCodes: Readonly<Record<SopsErrorCode, number>> = {
  PARSE_FAILED: 1,
  EMPTY_DOCUMENT: 1,
  TOP_LEVEL_NOT_MAP: 1,
  KEY_NOT_STRING: 25,
  DUPLICATE_KEY: 1,
  NUMBER_OUT_OF_RANGE: 25,
  LIMIT_EXCEEDED: 1,
  EMIT_FAILED: 4,
  INVALID_INDENT: 4,
  ALREADY_ENCRYPTED: 203,
  UNSUPPORTED_VALUE: 25,
  CONFLICTING_RULES: 1,
  INVALID_REGEX: 8,
  COMMENT_MATCHES_RULE: 23,
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
  PERMISSION_DENIED: 128,
  SERVICE_UNAVAILABLE: 128,
  PACKAGE_MISSING: 1,
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
  FILE_NOT_FOUND: 2,
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
  INVALID_OPTION: 1,
  CONFLICTING_OPTIONS: 8,
  USAGE: 1,
  INVALID_ENCRYPTION_CONTEXT: 6,
  NO_RECIPIENTS: 1,
  CONFIG_INVALID: 1,
  CONFIG_UNREADABLE: 1,
  NO_MATCHING_RULE: 1,
  PUBLISH_FAILED: 1,
  ABORTED: 1,
}

type Exceptions = Readonly<Partial<Record<SopsErrorCode, number>>>

/** Values that cannot be encrypted. */
const encryption: Exceptions = {
  KEY_NOT_STRING: 23,
  NUMBER_OUT_OF_RANGE: 23,
  UNSUPPORTED_VALUE: 23,
}

/** The path is a word of its own there (CLI-090). */
const path: Exceptions = { INVALID_PATH: 7 }

/** Every failure of the file is the same there (CLI-107). */
const groups: Exceptions = {
  ...Object.fromEntries(Object.keys(exitCodes).map((code) => [code, 1])),
  NO_FILE: 2,
  FILE_NOT_FOUND: 2,
  FILE_UNREADABLE: 2,
  INVALID_ENCRYPTION_CONTEXT: 6,
}

/** Where a command ends otherwise. */
const exceptions: Readonly<Partial<Record<CommandName, Exceptions>>> = {
  encrypt: {
    ...encryption,
    PARSE_FAILED: 2,
    EMPTY_DOCUMENT: 92,
    TOP_LEVEL_NOT_MAP: 2,
    DUPLICATE_KEY: 2,
    LIMIT_EXCEEDED: 2,
    CONFLICTING_RULES: 8,
    FILE_NOT_FOUND: 100,
  },
  decrypt: { FILE_NOT_FOUND: 100 },
  edit: { ...encryption, CONFLICTING_RULES: 8, WRAP_FAILED: 128 },
  set: path,
  unset: path,
  updatekeys: {
    ...Object.fromEntries(Object.keys(exitCodes).map((code) => [code, 1])),
    NO_FILE: 100,
    DATA_KEY_UNAVAILABLE: 128,
    UNWRAP_FAILED: 128,
    INVALID_SHARES: 128,
  },
  publish: { FILE_NOT_FOUND: 1, PERMISSION_DENIED: 1, SERVICE_UNAVAILABLE: 1, UNWRAP_FAILED: 128 },
  'groups add': groups,
  'groups delete': groups,
  'exec-file': { FILE_UNWRITABLE: 1 },
  filestatus: { FILE_NOT_FOUND: 1, FILE_UNREADABLE: 1 },
  // 1 is for what it found.
  check: Object.fromEntries(Object.keys(exitCodes).map((code) => [code, 2])),
}

/** What a failure happened in; all is `undefined` before the command line is understood. */
export interface ExitContext {
  readonly command?: CommandName | undefined
  readonly inputFormat?: FileFormat | undefined
  readonly old?: boolean
  readonly flags?: FlagValues
}

/** The exit code for an error of sopskit. Before the command is known, every one is fixed. */
export function exitCodeOf(code: SopsErrorCode, context: ExitContext): number {
  const { command, inputFormat } = context
  // YAML reads such an integer and fails at the value, JSON fails while parsing (Z4, J5).
  if (code === 'NUMBER_OUT_OF_RANGE' && inputFormat === 'json') {
    return exitCodeOf('PARSE_FAILED', { command })
  }
  if (code === 'FILE_NOT_FOUND' && command === 'rotate') return missingToRotate(context)
  return (command && exceptions[command]?.[code]) ?? exitCodes[code]
}

/** A missing file has no keys that could change (CLI-035, CLI-101). */
function missingToRotate({ old, flags = {} }: ExitContext): number {
  if (Object.keys(flags).some((name) => /^(add|rm)-/.test(name))) return 49
  return old === true ? 100 : exitCodes.FILE_NOT_FOUND
}
