import type { KeyService } from '@sopskit/core'
import { createKeyService } from './create-key-service.ts'
import { identityKind } from './identities/identity-kind.ts'
import { invalidIdentity } from './identities/invalid-identity.ts'

/** Settings of {@link ageKeyService}. */
export interface AgeKeyServiceOptions {
  /** What to unwrap with: `AGE-SECRET-KEY-1…` and `AGE-SECRET-KEY-PQ-1…` texts. None is needed to wrap. */
  readonly identities?: readonly string[]
}

/**
 * A key service for age recipients: X25519 (`age1…`) and hybrid post-quantum (`age1pq1…`). The `enc` text
 * is an armored age file for that one recipient (D5, AGE-003). As in sops, unwrapping tries every
 * identity, whatever recipient the file names (CLI-059). The age library is loaded on first use.
 *
 * - `wrap` throws {@link SopsError} `INVALID_MASTER_KEY` for a malformed recipient,
 *   `UNSUPPORTED_KEY_TYPE` for SSH and plugin recipients, and `WRAP_FAILED`.
 * - `unwrap` throws `UNWRAP_FAILED` when no identity fits or the text is damaged, and
 *   `UNSUPPORTED_KEY_TYPE` when none fits and the recipient is an SSH key or a plugin's.
 * - Both throw `ABORTED` once their signal is aborted.
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` when one of the identities is malformed, or of a kind that
 * this release cannot use.
 * @example
 * ```ts
 * import { ageKeyService } from '@sopskit/keyservice-age'
 * const service = ageKeyService()
 * const recipient = 'age1wylsspaenmkqkxgtka9n3vcjnagsu2vkstevaafvu06xxtcccg8qz9ustl'
 * const enc = await service.wrap({ type: 'age', recipient }, new Uint8Array(32), {})
 * ```
 */
export function ageKeyService(options: AgeKeyServiceOptions = {}): KeyService {
  const identities = [...(options.identities ?? [])]
  for (const [index, identity] of identities.entries()) {
    if (identityKind(identity) !== 'native') {
      throw invalidIdentity(identity, `Age identity ${index + 1}`)
    }
  }
  return createKeyService(() => Promise.resolve({ identities, report: '' }))
}
