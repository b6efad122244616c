import { SopsError } from '@sopskit/core'
import type { CommandRequest } from './request.ts'

/**
 * Refuses what this release does not do about key services: asking remote ones, and doing without the
 * keys of this process, which would leave none.
 *
 * @throws {@link SopsError} `UNSUPPORTED_KEY_TYPE`, and for a command without any key service
 * `WRAP_FAILED` or `DATA_KEY_UNAVAILABLE`.
 */
export function refuseRemoteServices({ command, flags }: CommandRequest): void {
  if ((flags.keyservice ?? []).some((uri) => uri !== '')) {
    throw new SopsError(
      'UNSUPPORTED_KEY_TYPE',
      '--keyservice (or the variable SOPS_KEYSERVICE) asks for a remote key service, which this release cannot do.',
    )
  }
  if (flags['enable-local-keyservice'] !== false) return
  throw new SopsError(
    command === 'encrypt' ? 'WRAP_FAILED' : 'DATA_KEY_UNAVAILABLE',
    'The local key service is switched off, and this release has no other.',
  )
}
