import { SopsError } from '@sopskit/core'

/** How Cloud KMS is spoken to (GCP-003). */
export type GcpKmsTransport = 'grpc' | 'rest'

/** Where Cloud KMS is, when it is not at Google's own address. */
export interface GcpEndpoint {
  readonly protocol: 'http' | 'https'
  readonly host: string
  readonly port: number
}

/**
 * Reads `HOST[:PORT]` or `https://HOST[:PORT]`, and `http://` over REST only, as sops does (GCP-005). The
 * client has no place for a path.
 */
export function parseEndpoint(text: string, transport: GcpKmsTransport): GcpEndpoint {
  const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) throw malformed(text)
  const url = new URL(address)
  if (!isPlain(url)) throw malformed(text)
  const protocol = url.protocol === 'http:' ? 'http' : 'https'
  if (protocol === 'http' && transport === 'grpc') throw unprotected()
  const port = url.port === '' ? (protocol === 'http' ? 80 : 443) : Number(url.port)
  return { protocol, host: url.hostname, port }
}

function isPlain({ protocol, hostname, pathname, search, hash, username, password }: URL): boolean {
  const extras = [search, hash, username, password].join('')
  const hasScheme = protocol === 'https:' || protocol === 'http:'
  return hasScheme && hostname !== '' && pathname === '/' && extras === ''
}

function malformed(text: string): SopsError {
  const shown = text.includes('@') ? '' : ` "${text}"`
  const message = `The endpoint${shown} of GCP KMS cannot be used. Write HOST:PORT or https://HOST:PORT, without a path (SOPS_GCP_KMS_ENDPOINT).`
  return new SopsError('INVALID_OPTION', message)
}

function unprotected(): SopsError {
  const message =
    'GCP KMS over gRPC needs TLS, so its endpoint cannot begin with http://. Write HOST:PORT, or choose REST (SOPS_GCP_KMS_CLIENT_TYPE=rest).'
  return new SopsError('INVALID_OPTION', message)
}
