import { isSopsError, loadPackage, SopsError } from '@sopskit/core'
import type { GoogleAuth as AuthOfGoogle } from 'google-auth-library'

/**
 * What one key service identifies itself with: the JSON text of a credentials file (a service account, a
 * user, an impersonated account, or a federated identity), or an access token.
 */
export type GcpCredentials = { readonly json: string } | { readonly accessToken: string }

/** An access token and when it ends, as milliseconds since 1970. */
export interface GcpToken {
  readonly accessToken: string
  readonly expiresAt: number
}

/** Credentials as the client needs them; tokens of the metadata server are asked for again when they end. */
export type GcpIdentity = GcpCredentials | { readonly renew: () => Promise<GcpToken> }

/** What the client is made for. */
export interface AuthSettings {
  readonly universeDomain: string
  /** Bounds each request for a token. */
  readonly deadlineMs: number
}

// As sops asks for them (GCP-006).
const scopes = [
  'https://www.googleapis.com/auth/cloud-platform',
  'https://www.googleapis.com/auth/cloudkms',
]

/** Google's client for one kind of credentials. */
export type AuthClient = Awaited<ReturnType<AuthOfGoogle['getClient']>>

/** Makes Google's own client for the credentials. It belongs to one key service, as do its tokens. */
export async function createAuthClient(
  identity: GcpIdentity,
  settings: AuthSettings,
): Promise<AuthClient> {
  const name = 'google-auth-library'
  const { GoogleAuth, OAuth2Client } = await loadPackage(name, () => import('google-auth-library'))
  const transporterOptions = { timeout: settings.deadlineMs }
  if ('json' in identity) {
    const credentials = parseCredentials(identity.json)
    const clientOptions = { transporterOptions }
    // oxlint-disable-next-line typescript/no-deprecated -- their type was looked at above
    const auth = new GoogleAuth({ credentials, scopes, clientOptions })
    // Signs tokens itself where it can, as Google's clients do, and not by way of token_uri (GCP-006).
    auth.useJWTAccessWithScope = true
    return made(() => auth.getClient())
  }
  const { universeDomain } = settings
  const client = new OAuth2Client({ universeDomain, transporterOptions })
  if ('accessToken' in identity) {
    client.setCredentials({ access_token: identity.accessToken })
  } else {
    const { renew } = identity
    client.refreshHandler = async () => {
      const { accessToken, expiresAt } = await renew()
      return { access_token: accessToken, expiry_date: expiresAt }
    }
  }
  return client
}

async function made(create: () => Promise<AuthClient>): Promise<AuthClient> {
  try {
    return await create()
  } catch (error) {
    if (isSopsError(error)) throw error
    throw unusable('lack a field that their type needs')
  }
}

const types: ReadonlySet<unknown> = new Set([
  'service_account',
  'authorized_user',
  'impersonated_service_account',
  'external_account',
  'external_account_authorized_user',
])

/** The library's own errors would quote the text. */
function parseCredentials(json: string): object {
  const parsed = parsedJson(json)
  if (typeof parsed !== 'object' || parsed === null || !('type' in parsed)) {
    throw unusable('are not the JSON of a credentials file, nor the path of one')
  }
  if (!types.has(parsed.type)) throw unusable('are of a type that cannot be used')
  return parsed
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function unusable(why: string): SopsError {
  const message = `The Google credentials ${why}. Check GOOGLE_CREDENTIALS, GOOGLE_APPLICATION_CREDENTIALS or the option credentials; "gcloud auth application-default login" makes new ones.`
  return new SopsError('INVALID_IDENTITY', message)
}
