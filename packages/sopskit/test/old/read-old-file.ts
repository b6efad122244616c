import type { KeyService, SopsErrorCode } from '@sopskit/core'
import { isSopsError } from '@sopskit/core'
import { type OldFile, readOldFile, testIdentity } from '@sopskit/test-vectors'
import { decrypt } from '../../src/api/decrypt.ts'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { describeError, describeNotice } from '../../src/cli/report.ts'
import { formatOfPath } from '../../src/formats/file-format.ts'

/** What reading an old file gave. */
export interface OldReading {
  readonly exit: number
  readonly code?: SopsErrorCode
  readonly stdout: Uint8Array
  readonly stderr: string
  /** The codes of the warnings, each one once. */
  readonly warnings: readonly string[]
}

/**
 * Decrypts an old file, or a changed copy of it, as the command does, with the keys that its entry names:
 * identities for age, and for OpenPGP the given service.
 */
export async function readOld(
  old: OldFile,
  pgp: KeyService,
  bytes: Uint8Array = readOldFile(old.file),
): Promise<OldReading> {
  const inputFormat = formatOfPath(old.file)
  try {
    const { bytes: stdout, warnings } = await decrypt(bytes, {
      format: inputFormat,
      identities: old.ageKeys.map(testIdentity),
      services: old.pgp ? [pgp] : [],
    })
    return {
      exit: 0,
      stdout,
      stderr: warnings.map(describeNotice).join(''),
      warnings: [...new Set(warnings.map(({ code }) => code))],
    }
  } catch (error) {
    if (!isSopsError(error)) throw error
    return {
      exit: exitCodeOf(error.code, { command: 'decrypt', inputFormat }),
      code: error.code,
      stdout: new Uint8Array(),
      stderr: describeError(error, old.file),
      warnings: [],
    }
  }
}
