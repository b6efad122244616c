import type { KeyService } from '@sopskit/core'
import { SopsError } from '@sopskit/core'

/**
 * The key services that are given.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for what is no list of them, which plain JavaScript can hand in.
 */
export function givenServices(services: readonly KeyService[] = []): readonly KeyService[] {
  const given: unknown = services
  if (Array.isArray(given) && given.every(isKeyService)) return services
  throw new SopsError(
    'INVALID_OPTION',
    'Give services as a list of key services, also a single one: [service]. keyServicesFromEnvironment() gives such a list.',
  )
}

function isKeyService(service: unknown): boolean {
  if (typeof service !== 'object' || service === null) return false
  return (['wrap', 'unwrap'] as const).every(
    (name) => name in service && typeof Reflect.get(service, name) === 'function',
  )
}
