import { loadPackage } from '@sopskit/core'
import type NodeVault from 'node-vault'
import type { KeyPlace } from './key-place.ts'
import { requestPath } from './key-place.ts'
import type { VaultResponse } from './http/vault-request.ts'
import type { VaultSettings } from './settings.ts'

/** One request to the transit engine. */
export interface TransitCall {
  readonly place: KeyPlace
  readonly verb: 'encrypt' | 'decrypt'
  readonly body: Readonly<Record<string, string>>
  readonly settings: VaultSettings
  readonly signal: AbortSignal
}

/** Sends a request to the transit engine and gives the answer, whatever its status (HCV-003). */
export async function callTransit(call: TransitCall): Promise<VaultResponse> {
  const { place, verb, body, settings, signal } = call
  let answer: VaultResponse | undefined
  const send = async (options: ClientRequest): Promise<ClientResponse> => {
    const { method, uri, headers, json } = options
    const request = { method, url: uri, headers, body: JSON.stringify(json) }
    answer = await settings.send(request, signal)
    // What comes of an answer is decided by us: the client quotes it in its errors.
    return { statusCode: 204, body: undefined, request: { path: '' } }
  }
  const client = await createClient(place.endpoint, send)
  client.token = settings.token
  Object.assign(client, { namespace: settings.namespace, pathPrefix: '' })
  await client.request({
    path: requestPath(place, verb),
    method: 'PUT',
    headers: { 'X-Vault-Request': 'true', 'Content-Type': 'application/json' },
    json: body,
  })
  if (answer === undefined) throw new Error('the client sent no request')
  return answer
}

interface ClientRequest {
  readonly method: string
  readonly uri: string
  readonly headers: Readonly<Record<string, string>>
  readonly json: unknown
}

interface ClientResponse {
  readonly statusCode: number
  readonly body: unknown
  readonly request: { readonly path: string }
}

/**
 * The client of the library, over our own HTTP. Its own would follow redirects with the token, print data
 * keys where `DEBUG` says so, and take token, namespace, prefix and trust from the environment of the process.
 */
async function createClient(
  endpoint: string,
  send: (options: ClientRequest) => Promise<ClientResponse>,
): Promise<NodeVault.client> {
  const { default: create } = await loadPackage('node-vault', () => import('node-vault'))
  return create({
    endpoint,
    apiVersion: 'v1',
    debug: () => undefined,
    'request-promise': { defaults: () => send },
  })
}
