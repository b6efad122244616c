import type { KeyService } from '@sopskit/core'
import { createKeyService } from '../create-key-service.ts'
import type { AgeEnvironment } from './age-environment.ts'
import type { AgeIdentitySearch } from './identities-from-environment.ts'
import { ageIdentitiesFromEnvironment } from './identities-from-environment.ts'

/**
 * The key service over the identities of {@link ageIdentitiesFromEnvironment}. Nothing is read before the
 * first age data key must be unwrapped, and then once. When no identity fits, the error lists every place
 * looked at and what was wrong there; its codes are those of `ageKeyService`.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { homedir } from 'node:os'
 * import { ageKeyServiceFromEnvironment } from '@sopskit/keyservice-age/node'
 * const service = ageKeyServiceFromEnvironment({
 *   env: process.env,
 *   platform: process.platform,
 *   homeDirectory: homedir(),
 *   readFile,
 * })
 * ```
 */
export function ageKeyServiceFromEnvironment(environment: AgeEnvironment): KeyService {
  return createKeyService(async () => {
    const search = await ageIdentitiesFromEnvironment(environment)
    return { identities: search.identities, report: reportOf(search) }
  })
}

function reportOf({ failures, notFound }: AgeIdentitySearch): string {
  const failed = failures.map(({ source, message }) => `${source}: ${message}`)
  const missing = notFound.length > 0 ? [`No identity in ${notFound.join(', ')}.`] : []
  return [...failed, ...missing].join(' ')
}
