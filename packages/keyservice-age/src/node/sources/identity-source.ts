import type { SopsErrorCode } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import type { AgeIdentity } from '../../identities/age-identity.ts'

/** What a source may need to know of the key that is being decrypted. */
export interface SourceCall {
  readonly recipient: string
  readonly signal: AbortSignal
}

/** One place that may hold identities. */
export interface IdentitySource {
  readonly name: string
  /** What it gives depends on the key that is being decrypted. */
  readonly perRecipient?: boolean
  /** `undefined` when there is no such source; rejects with a `SopsError` when it cannot be used. */
  readonly read: (call: SourceCall) => Promise<readonly AgeIdentity[] | undefined>
}

export function sourceError(message: string, code: SopsErrorCode = 'INVALID_IDENTITY'): SopsError {
  return new SopsError(code, message)
}
