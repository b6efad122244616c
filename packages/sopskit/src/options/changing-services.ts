import type { KeyService } from '@sopskit/core'
import { type IdentityOptions, unwrappingServices } from './identity-options.ts'

/**
 * The services that unwrap a data key and wrap it again. Where only services of the caller unwrap, age
 * keys are still wrapped, which needs no identity.
 */
export async function changingServices(options: IdentityOptions): Promise<readonly KeyService[]> {
  const services = await unwrappingServices(options)
  const { ageKeyService } = await import('@sopskit/keyservice-age')
  const { name, wrap } = ageKeyService({ identities: [] })
  if (services.some((service) => service.name === name)) return services
  return [...services, { name, wrap, unwrap: async () => null }]
}
