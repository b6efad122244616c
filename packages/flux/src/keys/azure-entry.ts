import { fieldsOf, fromUtf16, mapOfEntry, type SecretEntry } from './entry-text.ts'
import type { KeyEnvironment, ReadEntry } from './key-environment.ts'
import { invalidEntry } from './secret-entries.ts'

/** How to log in to Azure: the first of the forms of FLX-014 that fits. */
export const readAzureEntry: ReadEntry = async (entry, environment) => {
  const { azureKeyVaultKeyServiceFromEnvironment } = await import('@sopskit/keyservice-kms/azure')
  const credential = await credentialOf(fromUtf16(entry), environment)
  const env = { ...environment.env, ...none, ...credential }
  return { type: 'azure_kv', service: azureKeyVaultKeyServiceFromEnvironment({ env }) }
}

const names = [
  'tenantId',
  'clientId',
  'clientSecret',
  'clientCertificate',
  'clientCertificatePassword',
  'tenant',
  'appId',
  'password',
  'authorityHost',
] as const

type Fields = Readonly<Partial<Record<(typeof names)[number], string>>>

type Variables = Readonly<Record<string, string | undefined>>

/** What the environment says about other credentials does not mix with those of the entry. */
const none: Variables = {
  AZURE_TENANT_ID: undefined,
  AZURE_CLIENT_ID: undefined,
  AZURE_CLIENT_SECRET: undefined,
  AZURE_CLIENT_CERTIFICATE_PATH: undefined,
  AZURE_CLIENT_CERTIFICATE_PASSWORD: undefined,
  AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: undefined,
  AZURE_USERNAME: undefined,
  AZURE_PASSWORD: undefined,
  AZURE_FEDERATED_TOKEN_FILE: undefined,
}

async function credentialOf(entry: SecretEntry, environment: KeyEnvironment): Promise<Variables> {
  const map = await mapOfEntry(entry)
  const fields = fieldsOf(entry, map, names)
  const chain = map?.items.some(
    (item) =>
      item.kind === 'entry' && item.key === 'clientCertificateSendChain' && item.value === true,
  )
  const { authorityHost } = fields
  const host = authorityHost === undefined ? {} : { AZURE_AUTHORITY_HOST: authorityHost }
  return { ...host, ...(await formOf(entry.key, fields, { environment, chain: chain === true })) }
}

interface Certificates {
  readonly environment: KeyEnvironment
  /** Send the whole chain of the certificate. */
  readonly chain: boolean
}

async function formOf(key: string, fields: Fields, by: Certificates): Promise<Variables> {
  const { tenantId, clientId, clientSecret, clientCertificate } = fields
  const { tenant, appId, password } = fields
  if (tenantId && clientId && clientSecret) return secretForm(tenantId, clientId, clientSecret)
  if (tenantId && clientId && clientCertificate) {
    if (!clientCertificate.includes('-----BEGIN')) {
      throw invalidEntry(key, 'has a clientCertificate that is not PEM. Convert PKCS#12 to PEM')
    }
    return {
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_CERTIFICATE_PATH: await by.environment.keepFile('azure.pem', clientCertificate),
      AZURE_CLIENT_CERTIFICATE_PASSWORD: fields.clientCertificatePassword,
      AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: by.chain ? 'true' : undefined,
      AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential',
    }
  }
  if (tenant && appId && password) return secretForm(tenant, appId, password)
  if (clientId) {
    return { AZURE_CLIENT_ID: clientId, AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential' }
  }
  throw invalidEntry(
    key,
    'has no credentials of Azure: tenantId, clientId and clientSecret; tenantId, clientId and clientCertificate; tenant, appId and password; or clientId alone',
  )
}

function secretForm(tenant: string, client: string, secret: string): Variables {
  return {
    AZURE_TENANT_ID: tenant,
    AZURE_CLIENT_ID: client,
    AZURE_CLIENT_SECRET: secret,
    AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential',
  }
}
