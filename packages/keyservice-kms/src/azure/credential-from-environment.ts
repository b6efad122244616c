import process from 'node:process'
import type * as IdentityPackage from '@azure/identity'
import { loadPackage, SopsError } from '@sopskit/core'
import type { AzureCredential } from './azure-clients.ts'
import type { AzureEnvironment } from './azure-environment.ts'
import { withOwnErrors } from './own-token-errors.ts'
import type { CredentialName } from './credential-names.ts'
import { credentialNames } from './credential-names.ts'
import { probeImds } from './probe-imds.ts'

type Identity = typeof IdentityPackage

/** What every credential is made of. */
interface Making {
  readonly identity: Identity
  readonly environment: AzureEnvironment
  /** Of the credential that asks Entra ID. Given always, for the library would look into the process. */
  readonly authority: { authorityHost: string; additionallyAllowedTenants: string[] }
  /** Whether this is the only credential there is. */
  readonly only: boolean
}

/**
 * The credentials that sops would try (AZ-005), one after the other. They are made of the variables that are
 * handed in, and not of those of the process.
 */
export async function credentialFromEnvironment(
  environment: AzureEnvironment,
): Promise<AzureCredential> {
  const { env } = environment
  const names = credentialNames(env)
  const identity = await loadPackage('@azure/identity', () => import('@azure/identity'))
  const authority = {
    authorityHost: env['AZURE_AUTHORITY_HOST'] || identity.AzureAuthorityHosts.AzurePublicCloud,
    additionallyAllowedTenants: (env['AZURE_ADDITIONALLY_ALLOWED_TENANTS'] ?? '')
      .split(';')
      .filter(Boolean),
  }
  const making = { identity, environment, authority, only: names.length === 1 }
  const found = names.flatMap((name) => makers[name](making) ?? [])
  if (found.length > 0) return new identity.ChainedTokenCredential(...found)
  return { getToken: () => Promise.reject(new identity.CredentialUnavailableError('none')) }
}

const makers: Readonly<Record<CredentialName, (making: Making) => AzureCredential | undefined>> = {
  EnvironmentCredential: servicePrincipal,
  WorkloadIdentityCredential: workloadIdentity,
  ManagedIdentityCredential: managedIdentity,
  AzureCLICredential: (making) => tool(making, 'AzureCliCredential'),
  AzureDeveloperCLICredential: (making) => tool(making, 'AzureDeveloperCliCredential'),
  AzurePowerShellCredential: (making) => tool(making, 'AzurePowerShellCredential'),
}

function servicePrincipal({
  identity,
  environment,
  authority,
}: Making): AzureCredential | undefined {
  const { env } = environment
  const tenant = env['AZURE_TENANT_ID']
  const client = env['AZURE_CLIENT_ID']
  const secret = env['AZURE_CLIENT_SECRET']
  const certificatePath = env['AZURE_CLIENT_CERTIFICATE_PATH']
  if (!tenant || !client) return undefined
  if (secret) {
    return decided(() => new identity.ClientSecretCredential(tenant, client, secret, authority))
  }
  if (!certificatePath) return undefined
  const certificatePassword = env['AZURE_CLIENT_CERTIFICATE_PASSWORD']
  const certificate = { certificatePath, ...(certificatePassword ? { certificatePassword } : {}) }
  const chain = (env['AZURE_CLIENT_SEND_CERTIFICATE_CHAIN'] ?? '').toLowerCase()
  const sendCertificateChain = chain === 'true' || chain === '1'
  const options = { ...authority, sendCertificateChain }
  return decided(
    () => new identity.ClientCertificateCredential(tenant, client, certificate, options),
  )
}

function workloadIdentity({
  identity,
  environment,
  authority,
}: Making): AzureCredential | undefined {
  const { env } = environment
  const tenantId = env['AZURE_TENANT_ID']
  const clientId = env['AZURE_CLIENT_ID']
  const tokenFilePath = env['AZURE_FEDERATED_TOKEN_FILE']
  if (!tenantId || !clientId || !tokenFilePath) return undefined
  const options = { ...authority, tenantId, clientId, tokenFilePath }
  return decided(() => new identity.WorkloadIdentityCredential(options))
}

/**
 * A credential that somebody configured. When it fails the search ends, as in sops: the next one might be
 * somebody else's.
 */
function decided(make: () => AzureCredential): AzureCredential {
  return withOwnErrors(made(make))
}

function made(make: () => AzureCredential): AzureCredential {
  try {
    return make()
  } catch {
    const message =
      'The Azure credentials cannot be used: AZURE_TENANT_ID, AZURE_CLIENT_ID or AZURE_AUTHORITY_HOST is not of the form that Azure knows. Correct them.'
    throw new SopsError('INVALID_IDENTITY', message)
  }
}

/** What tells the library where managed identities are had; it reads them from the process. */
const placesOfIdentity = [
  'IDENTITY_ENDPOINT',
  'IDENTITY_HEADER',
  'IDENTITY_SERVER_THUMBPRINT',
  'IMDS_ENDPOINT',
  'MSI_ENDPOINT',
  'MSI_SECRET',
  'AZURE_POD_IDENTITY_AUTHORITY_HOST',
]

function managedIdentity({ identity, environment, only }: Making): AzureCredential | undefined {
  const { env, probe = probeImds } = environment
  if (!isOfProcess(environment, placesOfIdentity)) return undefined
  const clientId = env['AZURE_CLIENT_ID']
  const retryOptions = { maxRetries: 1 }
  const credential = new identity.ManagedIdentityCredential(
    clientId ? { clientId, retryOptions } : { retryOptions },
  )
  if (only || placesOfIdentity.some((name) => env[name])) return credential
  return {
    getToken: async (scopes, options) => {
      // The address leads nowhere on other machines, so it is not waited for.
      if (await probe(800)) return credential.getToken(scopes, options)
      throw new identity.CredentialUnavailableError('no metadata server')
    },
  }
}

/** What tells the tools of Azure who is logged in; they inherit it from the process. */
const placesOfTools = ['HOME', 'USERPROFILE', 'PATH', 'AZURE_CONFIG_DIR', 'AZD_CONFIG_DIR']

type Tool = 'AzureCliCredential' | 'AzureDeveloperCliCredential' | 'AzurePowerShellCredential'

function tool({ identity, environment }: Making, name: Tool): AzureCredential | undefined {
  if (!isOfProcess(environment, placesOfTools)) return undefined
  const processTimeoutInMs = 10_000
  return new identity[name]({ processTimeoutInMs })
}

/** Whether variables that the library reads from the process say the same as those that were handed in. */
function isOfProcess({ env }: AzureEnvironment, names: readonly string[]): boolean {
  // oxlint-disable-next-line node/no-process-env -- compared only, so that no tenant gets what is another's
  return names.every((name) => (env[name] ?? '') === (process.env[name] ?? ''))
}
