import { SopsError } from '@sopskit/core'
import type { GcpToken } from './gcp-credentials.ts'

/** Asks the metadata server of the machine; Node's `fetch` has this shape. */
export type MetadataFetch = (
  url: string,
  init: { headers: Record<string, string>; signal: AbortSignal; redirect: 'error' },
) => Promise<Response>

/** Where the metadata server is and how long it is waited for. */
export interface MetadataServer {
  /** `HOST[:PORT]`. */
  readonly host: string
  readonly fetch: MetadataFetch
  /** For the question whether there is one. */
  readonly probeMs: number
  /** For a token, which the server may have to fetch itself. */
  readonly tokenMs: number
}

const headers = { 'Metadata-Flavor': 'Google' }

/** Whether there is a metadata server. On a machine elsewhere the address leads nowhere, so it is not waited for. */
export async function hasMetadataServer(server: MetadataServer): Promise<boolean> {
  try {
    const answer = await ask(server, '', server.probeMs)
    return isGoogle(answer)
  } catch {
    return false
  }
}

/** A token of the machine's service account. */
export async function metadataToken(server: MetadataServer): Promise<GcpToken> {
  const answer = await ask(
    server,
    '/computeMetadata/v1/instance/service-accounts/default/token',
    server.tokenMs,
  )
  if (!answer.ok || !isGoogle(answer)) throw refused(answer.status)
  const { access_token: accessToken, expires_in: seconds } = fieldsOf(await answer.text())
  if (typeof accessToken !== 'string' || accessToken === '' || typeof seconds !== 'number') {
    throw refused(answer.status)
  }
  return { accessToken, expiresAt: Date.now() + seconds * 1000 }
}

function ask({ host, fetch }: MetadataServer, path: string, ms: number): Promise<Response> {
  const signal = AbortSignal.timeout(ms)
  return fetch(`http://${host}${path}`, { headers, signal, redirect: 'error' })
}

// Whatever else answers at that address is not to be believed.
function isGoogle({ headers: answered }: Response): boolean {
  return answered.get('Metadata-Flavor') === 'Google'
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}

function refused(status: number): SopsError {
  const message = `The metadata server of this machine gave no token (HTTP ${status}). Give the machine a service account, or set GOOGLE_APPLICATION_CREDENTIALS.`
  return new SopsError('PERMISSION_DENIED', message)
}
