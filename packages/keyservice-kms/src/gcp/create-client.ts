import type { KeyManagementServiceClient } from '@google-cloud/kms'
import { loadPackage, SopsError } from '@sopskit/core'
import type { GcpEndpoint, GcpKmsTransport } from './endpoint.ts'
import type { AuthClient, GcpIdentity } from './gcp-credentials.ts'
import { createAuthClient } from './gcp-credentials.ts'
import type { GcpKmsClient } from './gcp-kms-client.ts'

type OptionsOfClient = NonNullable<ConstructorParameters<typeof KeyManagementServiceClient>[0]>
type AuthOfClient = NonNullable<OptionsOfClient['authClient']>

/** What a client of Cloud KMS is made of; nothing of it is looked up in the process. */
export interface GcpClientSettings {
  readonly identity: () => Promise<GcpIdentity>
  readonly endpoint: GcpEndpoint | undefined
  /** `googleapis.com` unless the cloud is another one (GCP-005). */
  readonly universeDomain: string
  readonly transport: GcpKmsTransport
  readonly deadlineMs: number
}

/** A client, and what makes sure beforehand that there is a token: its failures are not those of the key. */
export interface GcpConnection {
  readonly client: GcpKmsClient
  readonly authorize: () => Promise<unknown>
  /** Gives up connections that may hang and would keep the process waiting. */
  readonly close: () => Promise<void>
}

/** Loads Google's packages and makes a client of them. */
export async function connect(settings: GcpClientSettings): Promise<GcpConnection> {
  const { endpoint, universeDomain, transport } = settings
  const name = '@google-cloud/kms'
  const { KeyManagementServiceClient: Client } = await loadPackage(
    name,
    () => import('@google-cloud/kms'),
  )
  const authClient = await createAuthClient(await settings.identity(), settings)
  requireUniverse(authClient, universeDomain)
  const client = new Client({
    // The client may bring another release of the library, whose classes differ in private fields.
    authClient: authClient as unknown as AuthOfClient,
    universeDomain,
    fallback: transport === 'rest' ? 'rest' : false,
    ...(endpoint && {
      apiEndpoint: endpoint.host,
      port: endpoint.port,
      protocol: endpoint.protocol,
    }),
  })
  const url = `https://cloudkms.${universeDomain}/`
  return {
    client,
    authorize: () => authClient.getRequestHeaders(url),
    close: () => client.close(),
  }
}

function requireUniverse({ universeDomain }: AuthClient, wanted: string): void {
  if (universeDomain === wanted) return
  const message = `The Google credentials are for the universe ${universeDomain}, but GCP KMS was asked for in ${wanted}. Set SOPS_GCP_KMS_UNIVERSE_DOMAIN to the universe of the credentials.`
  throw new SopsError('PERMISSION_DENIED', message)
}
