import { SopsError } from '../errors/sops-error.ts'
import { describeKeys } from './describe-attempts.ts'
import type { KeyAttempt } from './key-attempts.ts'
import { publishableAttempts } from './publishable-key.ts'

/**
 * The data key could not be wrapped for some master keys, so nothing is written (K3). The code is
 * `UNSUPPORTED_KEY_TYPE` when all that fails is that no key service handles these kinds of key, else
 * `WRAP_FAILED`. The message names every key and every reason.
 *
 * @example
 * ```ts
 * import { isSopsError, KeysNotWrappedError } from '@sopskit/core'
 * function report(error: unknown) {
 *   if (error instanceof KeysNotWrappedError) for (const { key } of error.keys) console.error(key.type)
 *   else if (isSopsError(error)) console.error(error.message)
 * }
 * ```
 */
export class KeysNotWrappedError extends SopsError {
  /** The keys that failed, in order. */
  readonly keys: readonly KeyAttempt[]

  constructor(keys: readonly KeyAttempt[]) {
    const unsupported = keys.every(({ services }) => services.length === 0)
    super(
      unsupported ? 'UNSUPPORTED_KEY_TYPE' : 'WRAP_FAILED',
      `The data key could not be encrypted for every master key, so nothing was written.\n\n${describeKeys(keys)}`,
    )
    this.keys = publishableAttempts(keys)
  }
}
