import type { ServiceOptions } from './ask-services.ts'
import { askServices } from './ask-services.ts'
import type { KeyAttempt } from './key-attempts.ts'
import { KeysNotWrappedError } from './keys-not-wrapped-error.ts'
import type { MasterKey } from './master-key.ts'

/**
 * The keys as they are written into a file: what a key leaves to its server, such as the version of an Azure
 * key, is asked of the services that know (AZ-003). A key that nobody completes stays as it is.
 *
 * @throws {@link SopsError} `WRAP_FAILED` as {@link KeysNotWrappedError}, naming the keys that a service
 * should have completed and could not; `ABORTED`.
 *
 * @example
 * ```ts
 * import { completeMasterKeys, type KeyService, type MasterKey } from '@sopskit/core'
 * async function complete(keys: readonly MasterKey[], azure: KeyService) {
 *   return completeMasterKeys(keys, { services: [azure] })
 * }
 * ```
 */
export async function completeMasterKeys(
  keys: readonly MasterKey[],
  { services, ...options }: ServiceOptions,
): Promise<readonly MasterKey[]> {
  const completing = services.filter(({ complete }) => complete !== undefined)
  if (completing.length === 0) return keys
  const completed: MasterKey[] = []
  const failures: KeyAttempt[] = []
  for (const key of keys) {
    const answer = await askServices({ ...options, services: completing }, async (service, call) =>
      service.complete === undefined ? null : service.complete(key, call),
    )
    if (!answer.answered && answer.services.length > 0) {
      failures.push({ key, services: answer.services })
    }
    completed.push(answer.answered ? answer.value : key)
  }
  if (failures.length > 0) throw new KeysNotWrappedError(failures)
  return completed
}

/** The same for every group of a file. */
export async function completeKeyGroups(
  keyGroups: readonly (readonly MasterKey[])[],
  options: ServiceOptions,
): Promise<readonly (readonly MasterKey[])[]> {
  const completed: (readonly MasterKey[])[] = []
  for (const keys of keyGroups) completed.push(await completeMasterKeys(keys, options))
  return completed
}
