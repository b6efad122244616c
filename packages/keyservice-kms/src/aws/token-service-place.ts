import { isSwitchedOn, variable } from './aws-environment.ts'
import type { ClientPlace } from './client-settings.ts'
import type { CredentialSearch } from './credential-search.ts'

/**
 * Where credentials on the way to the key's own are asked for: for these `sops` follows the endpoint of
 * STS, but not the one of all services.
 */
export function tokenServicePlace(search: CredentialSearch): ClientPlace {
  const { environment, region, authorities, deadlineMs } = search
  const endpoint = isSwitchedOn(environment, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS')
    ? undefined
    : variable(environment, 'AWS_ENDPOINT_URL_STS')
  return { region, endpoint, authorities, fips: false, dualStack: false, deadlineMs }
}
