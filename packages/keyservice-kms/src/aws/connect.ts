import type { AwsAccess } from './access.ts'
import { assumeRole } from './assume-role.ts'
import { clientSettings } from './client-settings.ts'
import type { AwsKmsClient, AwsKmsTarget, ConnectKms } from './kms-client.ts'
import { loadKmsClient } from './load-sdk.ts'
import { sessionName } from './session-name.ts'

/**
 * Connects by the SDK, once for each target. The clients, and with them the credentials of assumed roles,
 * belong to this one connection: another service never sees them.
 */
export function connectWith(access: AwsAccess): ConnectKms {
  const clients = new Map<string, Promise<AwsKmsClient>>()
  return async (target) => {
    const id = JSON.stringify([target.region, target.role, target.awsProfile])
    const client = clients.get(id) ?? connect(access, target)
    clients.set(id, client)
    try {
      return await client
    } catch (error) {
      clients.delete(id)
      throw error
    }
  }
}

async function connect(access: AwsAccess, target: AwsKmsTarget): Promise<AwsKmsClient> {
  const { region, role, awsProfile } = target
  const { KMS } = await loadKmsClient()
  const { kms, sts, ...common } = await access.endpoints(awsProfile)
  const { authorities, fips, dualStack } = common
  const place = { region, authorities, fips, dualStack, deadlineMs: access.deadlineMs }
  const caller = await access.credentials(awsProfile, region)
  const request = { role, caller, sessionName: sessionName(access.hostName) }
  const credentials = role === '' ? caller : await assumeRole(request, { ...place, endpoint: sts })
  return new KMS({ ...clientSettings({ ...place, endpoint: kms }), credentials })
}
