import type { KeyService } from '@sopskit/core'
import { type IdentityOptions, unwrappingServices } from './identity-options.ts'
import { withAge } from './with-age.ts'

/**
 * The services that unwrap a data key and wrap it again. Where only services of the caller unwrap, age
 * keys are still wrapped, which needs no identity.
 */
export async function changingServices(options: IdentityOptions): Promise<readonly KeyService[]> {
  return withAge(await unwrappingServices(options))
}
