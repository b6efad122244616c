import type { SopsErrorCode } from '../errors/codes.ts'
import type { MasterKey } from './master-key.ts'

/** Why one key service could not do its part. */
export interface ServiceAttempt {
  /** The service's name. */
  readonly service: string
  /** The code of its error; `undefined` when it threw something other than a sopskit error. */
  readonly code: SopsErrorCode | undefined
  /** For people; never a secret. */
  readonly reason: string
}

/** What was tried with one master key in vain. Without services, none handles this kind of key. */
export interface KeyAttempt {
  readonly key: MasterKey
  readonly services: readonly ServiceAttempt[]
}

/** What was tried with one key group. */
export interface GroupAttempt {
  /** Whether one of the group's keys gave its data key or share back. */
  readonly recovered: boolean
  /** The keys that failed, in the order tried; in a recovered group those before the one that worked. */
  readonly keys: readonly KeyAttempt[]
}
