import type { AwsCredentialProvider, AwsCredentials } from './credentials.ts'
import { namedProvider } from './credentials.ts'
import { clientSettings } from './client-settings.ts'
import type { ClientPlace } from './client-settings.ts'
import { loadCredentialProviders } from './load-sdk.ts'

/** A role and who assumes it. */
export interface RoleRequest {
  readonly role: string
  readonly sessionName: string
  readonly caller: AwsCredentialProvider | AwsCredentials
  readonly externalId?: string | undefined
  readonly durationSeconds?: number | undefined
}

/** Credentials by `AssumeRole` of STS in the key's region (KMS-006). */
export async function assumeRole(
  request: RoleRequest,
  place: ClientPlace,
): Promise<AwsCredentialProvider> {
  const { fromTemporaryCredentials } = await loadCredentialProviders()
  const { role, caller, externalId, durationSeconds } = request
  const provider = fromTemporaryCredentials({
    masterCredentials: caller,
    params: {
      RoleArn: role,
      RoleSessionName: request.sessionName,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
      ...(durationSeconds === undefined ? {} : { DurationSeconds: durationSeconds }),
    },
    clientConfig: clientSettings(place),
  })
  return namedProvider(`the role ${role}`, () => provider())
}
