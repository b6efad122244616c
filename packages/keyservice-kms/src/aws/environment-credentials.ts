import { profileOf, variable } from './aws-environment.ts'
import type { CredentialSearch } from './credential-search.ts'
import type { AwsCredentialProvider, AwsCredentials } from './credentials.ts'
import { MissingProfile, namedProvider, noCredentials } from './credentials.ts'
import { machineCredentials } from './machine-credentials.ts'
import { profileCredentials } from './profile-credentials.ts'
import { webIdentityCredentials } from './web-identity-credentials.ts'

/** One place to look at; `undefined` when nothing is configured there. */
type Source = readonly [step: string, find: (search: CredentialSearch) => Promise<Found>]
type Found = AwsCredentialProvider | undefined

/** A profile that a key names stands alone: it goes before the variables (KMS-007). */
const sourcesOfProfile: readonly Source[] = [
  ['the credentials of the profile', profileCredentials],
  ['the credentials of the machine', machineCredentials],
]

/** In the order of `sops` (KMS-007), which is not the one of this SDK. */
const usualSources: readonly Source[] = [
  ['the credentials in the environment', variableCredentials],
  ['the web identity', webIdentityCredentials],
  ...sourcesOfProfile,
]

/**
 * The first credentials that are configured. What is configured and fails ends the search: other
 * credentials than the ones meant are not tried.
 */
export async function environmentCredentials(
  search: CredentialSearch,
): Promise<AwsCredentialProvider> {
  requireProfile(search)
  for (const [step, find] of search.awsProfile === '' ? usualSources : sourcesOfProfile) {
    const provider = await find(search)
    if (provider !== undefined) return namedProvider(step, provider)
  }
  throw noCredentials('the credentials')
}

/** A profile that is named and missing is an error, even beside keys in variables (KMS-007). */
function requireProfile({ environment, files, awsProfile }: CredentialSearch): void {
  const named = awsProfile === '' ? profileOf(environment) : awsProfile
  if (named === undefined || files.profiles.has(named)) return
  throw new MissingProfile(`there is no profile '${named}' in the shared files`, undefined)
}

async function variableCredentials({ environment }: CredentialSearch): Promise<Found> {
  const accessKeyId = variable(environment, 'AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY')
  const secretAccessKey = variable(environment, 'AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_KEY')
  const sessionToken = variable(environment, 'AWS_SESSION_TOKEN')
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined
  const credentials: AwsCredentials = {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  }
  return async () => credentials
}
