import { isSopsError, SopsError } from '@sopskit/core'
import { field, messageOf, unreachable } from './unreachable.ts'

/** A failure to get a token. Where the library names a code of Entra ID, that is quoted, and nothing else. */
export function tokenFailure(error: unknown): SopsError {
  if (isSopsError(error)) return error
  const text = messageOf(error)
  const file = /^(ENOENT|EACCES|EPERM|EISDIR)\b/.exec(text)?.[1]
  if (file !== undefined || text.includes('PEM-encoded')) return unusableFile(file)
  const network = unreachable(error, server)
  if (network !== undefined) return network
  if (text.includes('network_error')) return new SopsError('SERVICE_UNAVAILABLE', noToken)
  const name = field(error, 'name')
  if (name === 'AggregateAuthenticationError' || name === 'CredentialUnavailableError') {
    return new SopsError('PERMISSION_DENIED', nothingFound)
  }
  const code = /\bAADSTS\d{4,9}\b/.exec(text)?.[0]
  const hint = code === undefined ? '' : ` (${code})`
  const message = `Microsoft Entra ID refused the credentials for Azure Key Vault${hint}. They are wrong or expired, or the application is not known in the tenant; check AZURE_TENANT_ID, AZURE_CLIENT_ID and what goes with them.`
  return new SopsError('PERMISSION_DENIED', message)
}

const server = 'The server that gives tokens for Azure Key Vault'
const noToken = `${server} cannot be reached, or gave no token. Check the network, the proxy, AZURE_AUTHORITY_HOST, and for a managed identity IDENTITY_ENDPOINT and IDENTITY_HEADER.`
const nothingFound =
  'There are no credentials for Azure Key Vault, or those of this machine do not work. Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or the certificate or the federated token file), use a machine with a managed identity, or run "az login".'

function unusableFile(code: string | undefined): SopsError {
  const what = code === undefined ? 'holds no certificate in PEM' : `cannot be read (${code})`
  const message = `The file that AZURE_CLIENT_CERTIFICATE_PATH or AZURE_FEDERATED_TOKEN_FILE names ${what}. Name a readable one.`
  return new SopsError('INVALID_IDENTITY', message)
}
