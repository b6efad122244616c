import { isSopsError, SopsError } from '../errors/sops-error.ts'
import { describeAttempts } from './describe-attempts.ts'
import type { GroupAttempt } from './key-attempts.ts'
import { publishableAttempts } from './publishable-key.ts'

/** What was tried to get a data key back. */
export interface DataKeyAttempts {
  /** All key groups of the file, in its order. */
  readonly groups: readonly GroupAttempt[]
  /** How many of them have to give their part back. */
  readonly requiredGroups: number
}

/**
 * No or too few key groups gave the data key back; code `DATA_KEY_UNAVAILABLE`. `groups` says what was
 * tried, and the message puts it into words, as `describeAttempts` does.
 *
 * @example
 * ```ts
 * import { isDataKeyUnavailable } from '@sopskit/core'
 * function report(error: unknown) {
 *   if (isDataKeyUnavailable(error)) console.error(error.requiredGroups, error.message)
 * }
 * ```
 */
export class DataKeyUnavailableError extends SopsError implements DataKeyAttempts {
  readonly groups: readonly GroupAttempt[]
  readonly requiredGroups: number

  constructor({ groups, requiredGroups }: DataKeyAttempts) {
    super('DATA_KEY_UNAVAILABLE', describeAttempts({ groups, requiredGroups }))
    this.groups = groups.map((group) => ({ ...group, keys: publishableAttempts(group.keys) }))
    this.requiredGroups = requiredGroups
  }
}

/**
 * True for a {@link DataKeyUnavailableError}, by its shape and not by its class.
 *
 * @example
 * ```ts
 * import { isDataKeyUnavailable } from '@sopskit/core'
 * isDataKeyUnavailable(new Error('other')) // false
 * ```
 */
export function isDataKeyUnavailable(error: unknown): error is DataKeyUnavailableError {
  return (
    isSopsError(error, 'DATA_KEY_UNAVAILABLE') && 'groups' in error && 'requiredGroups' in error
  )
}
