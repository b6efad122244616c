import type { ClientRequest, RequestOptions } from 'node:http'
import { request as requestHttp } from 'node:http'
import type { RequestOptions as HttpsOptions } from 'node:https'
import { request as requestHttps } from 'node:https'
import type { VaultTls } from '../settings.ts'
import type { Socket } from 'node:net'
import { isIP } from 'node:net'
import type { ConnectionOptions, SecureContext, SecureContextOptions } from 'node:tls'
import { connect as connectTls, createSecureContext } from 'node:tls'
import { SopsError } from '@sopskit/core'
import { openTunnel, type ProxyFor, proxyLogin, proxyTarget } from './proxy.ts'
import type { SendVaultRequest, VaultRequest, VaultResponse } from './vault-request.ts'

/** Answers of transit are small. */
const maxAnswerSize = 2 ** 20

export interface SendOptions {
  readonly tls: VaultTls
  readonly proxy: ProxyFor
}

/** Requests over the HTTP client of Node, each on a connection of its own. */
export function sendRequest({ tls, proxy }: SendOptions): SendVaultRequest {
  return async (request, signal) => {
    const url = new URL(request.url)
    const through = proxy(url)
    const options = { ...requestOptions(request, url), signal }
    if (url.protocol === 'http:') {
      return exchange(
        requestHttp(through === undefined ? options : forwarded(options, url, through)),
        request,
      )
    }
    const secure: HttpsOptions = { ...options, ...tlsOptions(tls) }
    if (through === undefined) return exchange(requestHttps(secure), request)
    const socket = await openTunnel(url, through, signal)
    const { host } = options
    const names = isIP(host) === 0 ? { host, servername: host } : { host }
    const createConnection = (): Socket => connectTls({ ...names, ...tlsOptions(tls), socket })
    return exchange(requestHttps({ ...secure, agent: undefined, createConnection }), request)
  }
}

function requestOptions(
  { method, headers, body }: VaultRequest,
  url: URL,
): RequestOptions & { readonly host: string } {
  const { hostname, port, pathname, username, password } = url
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {
    method,
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port === '' ? {} : { port: Number(port) }),
    path: pathname,
    // sops sends the login of an address, too.
    ...(login === ':' ? {} : { auth: login }),
    headers: { ...headers, Host: url.host, 'Content-Length': String(Buffer.byteLength(body)) },
    agent: false,
  }
}

function forwarded(options: RequestOptions, url: URL, proxy: URL): RequestOptions {
  const path = `${url.protocol}//${url.host}${url.pathname}`
  const headers = { ...(options.headers as Record<string, string>), ...proxyLogin(proxy) }
  return { ...options, ...proxyTarget(proxy), path, headers }
}

function tlsOptions({ ca, cert, key, serverName, skipVerify }: VaultTls): ConnectionOptions {
  return {
    rejectUnauthorized: skipVerify !== true,
    secureContext: secureContext({
      ...(ca === undefined ? {} : { ca: [...ca] }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    }),
    ...(serverName === undefined ? {} : { servername: serverName }),
  }
}

// Made here and not by the connection, to tell our own certificates from those of the server.
function secureContext(options: SecureContextOptions): SecureContext {
  try {
    return createSecureContext(options)
  } catch {
    const message =
      'The client certificate for Vault, its key or the authorities to trust are not PEM texts that fit together. Correct them.'
    throw new SopsError('INVALID_IDENTITY', message)
  }
}

function exchange(call: ClientRequest, { body }: VaultRequest): Promise<VaultResponse> {
  return new Promise((resolve, reject) => {
    call.once('error', reject)
    call.once('response', (response) => {
      const pieces: Buffer[] = []
      let size = 0
      response.on('data', (piece: Buffer) => {
        size += piece.length
        if (size > maxAnswerSize) {
          response.destroy(Object.assign(new Error('too long'), { code: 'ERR_ANSWER_TOO_LONG' }))
        } else pieces.push(piece)
      })
      response.once('error', reject)
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString() })
      })
    })
    call.end(body)
  })
}
