import { readFile } from 'node:fs/promises'
import { variable } from './aws-environment.ts'
import { clientSettings } from './client-settings.ts'
import type { AwsCredentialProvider } from './credentials.ts'
import type { CredentialSearch } from './credential-search.ts'
import { loadCredentialProviders } from './load-sdk.ts'
import { tokenServicePlace } from './token-service-place.ts'
import { sessionName } from './session-name.ts'

/** The role of a workload whose platform keeps a token in a file, such as Kubernetes. */
export async function webIdentityCredentials(
  search: CredentialSearch,
): Promise<AwsCredentialProvider | undefined> {
  const { environment, hostName } = search
  const tokenFile = variable(environment, 'AWS_WEB_IDENTITY_TOKEN_FILE')
  const roleArn = variable(environment, 'AWS_ROLE_ARN')
  if (tokenFile === undefined || roleArn === undefined) return undefined
  const { fromWebToken } = await loadCredentialProviders()
  const roleSessionName = variable(environment, 'AWS_ROLE_SESSION_NAME') ?? sessionName(hostName)
  return async () =>
    // The platform renews the file, so it is read each time.
    fromWebToken({
      webIdentityToken: await readFile(tokenFile, 'utf8'),
      roleArn,
      roleSessionName,
      clientConfig: clientSettings(tokenServicePlace(search)),
    })()
}
