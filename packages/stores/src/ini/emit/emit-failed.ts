import { SopsError } from '@sopskit/core'

/** The error for what INI cannot hold. */
export function emitFailed(path: readonly string[], message: string): SopsError {
  return new SopsError('EMIT_FAILED', message, { path })
}
