import type { RequestOptions } from 'node:http'
import { request } from 'node:http'
import type { Socket } from 'node:net'

/** Gives the proxy that requests to a URL go through, or `undefined` for none. */
export type ProxyFor = (url: URL) => URL | undefined

/** Host, port and login of a proxy, as Node's HTTP client takes them. */
export function proxyTarget(proxy: URL): RequestOptions {
  const { hostname, port } = proxy
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 80 : Number(port),
    agent: false,
  }
}

/** The header by which a login of the proxy's URL goes to the proxy. */
export function proxyLogin({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {}
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'Proxy-Authorization': `Basic ${Buffer.from(login).toString('base64')}` }
}

/** A connection to the host of a URL through a proxy; what goes through it is up to the caller. */
export function openTunnel(url: URL, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const authority = `${url.hostname}:${url.port === '' ? '443' : url.port}`
  return new Promise((resolve, reject) => {
    const connect = request({
      ...proxyTarget(proxy),
      method: 'CONNECT',
      path: authority,
      headers: { Host: authority, ...proxyLogin(proxy) },
      signal,
    })
    connect.once('error', reject)
    connect.once('connect', ({ statusCode }, socket: Socket) => {
      if (statusCode === 200) return resolve(socket)
      socket.destroy()
      return reject(Object.assign(new Error('the proxy refused'), { code: 'EPROXY' }))
    })
    connect.end()
  })
}
