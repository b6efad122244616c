import { BlockList, isIP } from 'node:net'
import type { ProxyFor } from '../http/proxy.ts'
import { invalidVariable } from './invalid-variable.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * The proxy that the clients of Vault use: `VAULT_PROXY_ADDR` or `VAULT_HTTP_PROXY` for every address, else
 * `HTTPS_PROXY` or `HTTP_PROXY`, which leave out this machine and what `NO_PROXY` names.
 */
export function proxyFromEnvironment(env: Variables): ProxyFor {
  const all = firstOf(env, ['VAULT_PROXY_ADDR', 'VAULT_HTTP_PROXY'])
  if (all !== undefined) {
    const proxy = parseProxy(all, { bareHost: false })
    return () => proxy
  }
  const http = firstOf(env, ['HTTP_PROXY', 'http_proxy'])
  const https = firstOf(env, ['HTTPS_PROXY', 'https_proxy'])
  const exceptions = firstOf(env, ['NO_PROXY', 'no_proxy'])?.text ?? ''
  return (url) => {
    const variable = url.protocol === 'https:' ? https : http
    if (variable === undefined || isLocal(url) || isExcepted(url, exceptions)) return undefined
    return parseProxy(variable, { bareHost: true })
  }
}

interface Variable {
  readonly name: string
  readonly text: string
}

function firstOf(env: Variables, names: readonly string[]): Variable | undefined {
  return names.map((name) => ({ name, text: env[name] ?? '' })).find(({ text }) => text !== '')
}

function parseProxy({ name, text }: Variable, { bareHost }: { bareHost: boolean }): URL {
  const address = bareHost && !text.includes('://') ? `http://${text}` : text
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol === 'http:' && url.hostname !== '') return url
  throw invalidVariable(
    name,
    'the URL of a proxy such as http://proxy.example:3128; other kinds are not supported',
  )
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
}

function isLocal(url: URL): boolean {
  const host = hostOf(url)
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function isExcepted(url: URL, exceptions: string): boolean {
  return exceptions
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry === '*' || (entry !== '' && excepts(entry, url)))
}

function excepts(entry: string, url: URL): boolean {
  const host = hostOf(url)
  if (entry.includes('/')) return isIn(host, entry)
  const [, name = entry, port] = /^(.+):(\d+)$/.exec(isIP(entry) === 6 ? '' : entry) ?? []
  if (port !== undefined && port !== portOf(url)) return false
  const bare = name.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) return bare === host
  if (bare.startsWith('.') || bare.startsWith('*.')) return host.endsWith(bare.replace(/^\*/, ''))
  return host === bare || host.endsWith(`.${bare}`)
}

function portOf({ port, protocol }: URL): string {
  if (port !== '') return port
  return protocol === 'https:' ? '443' : '80'
}

function isIn(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/')
  const kind = isIP(network)
  const prefix = Number(bits)
  if (
    kind === 0 ||
    isIP(host) !== kind ||
    !/^\d+$/.test(bits) ||
    prefix > (kind === 4 ? 32 : 128)
  ) {
    return false
  }
  const list = new BlockList()
  const family = kind === 4 ? 'ipv4' : 'ipv6'
  list.addSubnet(network, prefix, family)
  return list.check(host, family)
}
