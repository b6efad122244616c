import { isSwitchedOn, variable } from './aws-environment.ts'
import type { AwsCredentialProvider } from './credentials.ts'
import { noCredentials } from './credentials.ts'
import type { CredentialSearch } from './credential-search.ts'
import { loadCredentialProviders } from './load-sdk.ts'

/**
 * The metadata service answers within a few milliseconds or is not there. The SDK waits twice, for each of
 * its two protocols, so away from AWS the search costs less than a second.
 */
const metadataTimeoutMs = 300

/** The credentials that a container or a machine of AWS has by itself. */
export async function machineCredentials(
  search: CredentialSearch,
): Promise<AwsCredentialProvider | undefined> {
  const { environment } = search
  const relativeUri = variable(environment, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI')
  const fullUri = variable(environment, 'AWS_CONTAINER_CREDENTIALS_FULL_URI')
  const container = relativeUri !== undefined || fullUri !== undefined
  if (!container && isSwitchedOn(environment, 'AWS_EC2_METADATA_DISABLED')) return undefined
  const { fromHttp, fromInstanceMetadata } = await loadCredentialProviders()
  if (!container) {
    return askMetadata(fromInstanceMetadata({ timeout: metadataTimeoutMs, maxRetries: 0 }))
  }
  const text = (name: string): string => variable(environment, name) ?? ''
  return async () =>
    // Texts that are absent are said to be empty, or the SDK asks the environment of the process.
    fromHttp({
      awsContainerCredentialsRelativeUri: relativeUri ?? '',
      awsContainerCredentialsFullUri: fullUri ?? '',
      awsContainerAuthorizationToken: text('AWS_CONTAINER_AUTHORIZATION_TOKEN'),
      awsContainerAuthorizationTokenFile: text('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'),
    })()
}

/** Away from AWS there is nobody to answer, and the word is not that a host is down but that nothing was found. */
function askMetadata(provider: AwsCredentialProvider): AwsCredentialProvider {
  return async () => {
    try {
      return await provider()
    } catch {
      throw noCredentials('the credentials')
    }
  }
}
