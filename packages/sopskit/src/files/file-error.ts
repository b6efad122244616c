import type { SopsErrorCode } from '@sopskit/core'
import { SopsError } from '@sopskit/core'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'a part of the path is not a directory',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the quota is used up',
  EMFILE: 'too many open files',
  EBUSY: 'it is in use',
  EPIPE: 'nobody reads it any more',
}

/** A failed system call as an error of ours; the text of the system's own message is not passed on. */
export function fileError(code: SopsErrorCode, what: string, error: unknown): SopsError {
  const name = systemCode(error)
  return new SopsError(code, `${what}: ${reasons[name] ?? `system error ${name}`}.`)
}

/** The name of a system error such as `ENOENT`, or `unknown`. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'unknown'
}
