import { assumeRole } from './assume-role.ts'
import { profileOf, sharedFilePaths } from './aws-environment.ts'
import { clientSettings } from './client-settings.ts'
import type { AwsCredentialProvider } from './credentials.ts'
import type { CredentialSearch } from './credential-search.ts'
import { requireOwnProcess } from './environment-of-process.ts'
import { loadCredentialProviders } from './load-sdk.ts'
import { tokenServicePlace } from './token-service-place.ts'

/** A profile without any of these has no credentials of its own; `sops` then asks the machine. */
const credentialSettings = [
  'aws_access_key_id',
  'role_arn',
  'credential_process',
  'sso_session',
  'sso_start_url',
  'login_session',
] as const

/** The credentials of a profile of the shared files, in all the ways the SDK knows. */
export async function profileCredentials(
  search: CredentialSearch,
): Promise<AwsCredentialProvider | undefined> {
  const { environment, files, awsProfile } = search
  const profile = awsProfile === '' ? (profileOf(environment) ?? 'default') : awsProfile
  const settings = files.profiles.get(profile)
  if (!credentialSettings.some((name) => settings?.has(name))) return undefined
  requireOwnProcess(environment, files, profile)
  const { fromIni, fromWebToken } = await loadCredentialProviders()
  const paths = sharedFilePaths(environment)
  const place = tokenServicePlace(search)
  const provider = fromIni({
    profile,
    filepath: paths.credentials,
    configFilepath: paths.config,
    // The SDK keeps the text of a file for the whole process.
    ignoreCache: true,
    roleAssumer: async (caller, role) => {
      const { RoleArn, RoleSessionName, ExternalId, DurationSeconds } = role
      const request = {
        role: RoleArn,
        sessionName: RoleSessionName,
        caller,
        externalId: ExternalId,
        durationSeconds: DurationSeconds,
      }
      return (await assumeRole(request, place))()
    },
    roleAssumerWithWebIdentity: (role) =>
      fromWebToken({
        webIdentityToken: role.WebIdentityToken,
        roleArn: role.RoleArn,
        roleSessionName: role.RoleSessionName,
        clientConfig: clientSettings(place),
      })(),
  })
  return () => provider()
}
