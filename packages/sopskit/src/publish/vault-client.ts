import type { ClientRequest as HttpRequest } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { loadPackage } from '@sopskit/core'
import type { VaultClient } from './clients.ts'
import type { VaultSettings, VaultTls } from './vault-settings.ts'

/** A client of `node-vault` for one address, whose requests end with a signal. */
export async function vaultClient(
  address: string,
  { token, namespace, tls }: VaultSettings,
  signal: AbortSignal,
): Promise<VaultClient> {
  const { default: create } = await loadPackage('node-vault', () => import('node-vault'))
  const client = create({
    endpoint: address,
    apiVersion: 'v1',
    // Its own would print what is sent where `DEBUG` says so.
    debug: () => undefined,
    // Its own HTTP would follow a redirect with the token and the secret.
    'request-promise': { defaults: () => (options: SentRequest) => send(options, tls, signal) },
  })
  // Where these are missing, it takes them from the environment of the process.
  return Object.assign(client, { token, namespace, pathPrefix: '' })
}

interface SentRequest {
  readonly method: string
  readonly uri: string
  readonly headers: Readonly<Record<string, string>>
  readonly json?: Buffer
}

interface Answer {
  readonly statusCode: number
  readonly body: unknown
  readonly request: { readonly path: string }
}

function send(options: SentRequest, tls: VaultTls, signal: AbortSignal): Promise<Answer> {
  const url = new URL(options.uri)
  const body = options.json ?? Buffer.alloc(0)
  const headers = { ...options.headers, ...(options.json && { 'content-length': body.length }) }
  const shared = { method: options.method, headers, signal, agent: false }
  const request =
    url.protocol === 'https:' ? requestHttps(url, { ...shared, ...tls }) : requestHttp(url, shared)
  request.end(body)
  return answerTo(request)
}

/** An answer is short, but for a secret that is there already. */
const maxAnswerSize = 2 ** 26

function answerTo(request: HttpRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.once('error', reject)
    request.once('response', (response) => {
      const pieces: Buffer[] = []
      let size = 0
      response.on('data', (piece: Buffer) => {
        size += piece.length
        pieces.push(piece)
        if (size > maxAnswerSize) response.destroy(new RangeError('The answer is too long.'))
      })
      response.once('error', reject)
      response.once('end', () => {
        const body = parsed(Buffer.concat(pieces).toString())
        // The client takes a path that holds `sys/health` for one whose failures are none.
        resolve({ statusCode: response.statusCode ?? 0, body, request: { path: '' } })
      })
    })
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
