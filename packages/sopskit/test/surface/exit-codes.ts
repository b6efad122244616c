import type { SopsErrorCode } from '@sopskit/core'
import { inPackage, type Proof } from './proof.ts'

/** One exit code of table P of CONFIG-CLI.md. */
export interface ExitCode {
  readonly code: string
  readonly what: string
  /** Why no scenario ends with it. */
  readonly unreachable?: string
}

/** The exit codes of sops; the scenarios are those called `exit CODE: …`. */
export const exitCodes: readonly ExitCode[] = [
  { code: '0', what: 'success, also when nothing had to be done' },
  { code: '1', what: 'configuration, keys, usage, metadata, paths that lead nowhere' },
  { code: '2', what: 'input that cannot be read or parsed' },
  { code: '3', what: 'output that cannot be written' },
  { code: '4', what: 'a tree that cannot be printed' },
  {
    code: '5',
    what: 'reading the configuration',
    unreachable: 'sops defines it and never uses it',
  },
  { code: '6', what: 'an encryption context' },
  { code: '7', what: 'a path or value to set' },
  { code: '8', what: 'flags that contradict each other' },
  {
    code: '21',
    what: 'encrypting the MAC',
    unreachable: 'the MAC is text and the key was used before: nothing can fail there, in either',
  },
  { code: '23', what: 'encrypting the tree' },
  { code: '24', what: 'decrypting the MAC', unreachable: 'sops defines it and never uses it' },
  { code: '25', what: 'decrypting the tree' },
  { code: '49', what: 'other keys for a missing file' },
  { code: '51', what: 'a MAC that is missing, differs or cannot be decrypted' },
  { code: '52', what: 'no MAC', unreachable: 'sops defines it and never uses it' },
  { code: '61', what: 'no configuration', unreachable: 'sops defines it and never uses it' },
  { code: '85', what: 'an interrupt', unreachable: 'sops defines it and never uses it' },
  { code: '91', what: 'a path to extract' },
  { code: '92', what: 'an empty file' },
  { code: '100', what: 'no file, or a missing one' },
  { code: '111', what: 'no key', unreachable: 'sops defines it and never uses it' },
  { code: '112', what: 'one kind of key twice in the order' },
  { code: '128', what: 'no data key' },
  { code: '200', what: 'nothing was edited' },
  { code: '201', what: 'the editor' },
  {
    code: '202',
    what: 'comparing versions',
    unreachable: 'a version that cannot be compared fails while the file is read, exit 1',
  },
  { code: '203', what: 'encrypted already' },
  { code: '255', what: 'a signal ended the command of exec-env or exec-file' },
  { code: 'n', what: 'exec-env and exec-file: that of the command' },
]

/** Where an error of ours is shown that no scenario gives, or why the command never ends with it. */
export const otherErrorProofs: Readonly<Partial<Record<SopsErrorCode, Proof | string>>> = {
  LIMIT_EXCEEDED: inPackage(
    'differences/limits.test.ts',
    'YAML of more than 1,000 levels is refused',
  ),
  UNSUPPORTED_VALUE: 'only texts that are handed to functions hold such values',
  UNWRAP_FAILED:
    'the command tells it inside the report of DATA_KEY_UNAVAILABLE, for another key may work',
  INVALID_IDENTITY: 'as UNWRAP_FAILED, for another identity may work',
  SERVICE_UNAVAILABLE: inPackage('surface/publish.test.ts', 'asks the service of --keyservice'),
  PERMISSION_DENIED: inPackage(
    'publish/command.test.ts',
    'no identity, and a destination that refuses',
  ),
  PACKAGE_MISSING: inPackage('publish/missing-package.test.ts', '%s'),
  INVALID_DATA_KEY: 'the key services of the command refuse such a data key themselves',
  INVALID_SHARES: inPackage('surface/scenarios/endings.ts', 'exit 128: two shares that are one'),
  FILE_CHANGED: inPackage(
    'edit/changed-meanwhile.test.ts',
    'is left alone, and the edit is beside it, encrypted: %s',
  ),
  COMMAND_FAILED: inPackage(
    'surface/rare-errors.test.ts',
    'values that are too large for an environment end exec-env',
  ),
  PUBLISH_FAILED: inPackage('publish/command.test.ts', 'what goes wrong (CLI-110, table P)'),
  ABORTED: inPackage('cli/updatekeys.test.ts', 'asks before it changes a file (CLI-105)'),
}
