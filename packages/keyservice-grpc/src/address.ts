import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { SopsError } from '@sopskit/core'

/** Where a key service listens. */
export type Address =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }

/**
 * Reads `tcp://HOST:PORT`, `unix:///PATH` or `unix:RELATIVE` (KS-004).
 *
 * @throws `INVALID_OPTION`
 */
export function parseAddress(text: string): Address {
  const [, host, name = '', digits] =
    /^tcp:\/\/(\[([\d:A-Fa-f.]+)\]|[\w.-]+):(\d{1,5})\/?$/.exec(text) ?? []
  const port = Number(digits)
  if (host !== undefined && port <= 65_535 && (name === '' || isIP(name) === 6)) {
    return { kind: 'tcp', host: name === '' ? host : name, port }
  }
  const [, absolute, relative] = /^unix:(?:\/\/(\/[^\0]+)|(?!\/\/)([^\0]+))$/.exec(text) ?? []
  const path = absolute ?? relative
  if (path !== undefined) return { kind: 'unix', path: resolve(path) }
  const message =
    'The address of a key service must be of the form tcp://HOST:PORT, unix:///PATH or unix:RELATIVE/PATH.'
  throw new SopsError('INVALID_OPTION', message)
}

/** The address as the gRPC library takes it. */
export function grpcTarget(address: Address): string {
  return address.kind === 'unix' ? `unix:${address.path}` : hostAndPort(address)
}

/** The address in the form that {@link parseAddress} reads. */
export function formatAddress(address: Address): string {
  return address.kind === 'unix' ? `unix://${address.path}` : `tcp://${hostAndPort(address)}`
}

function hostAndPort({ host, port }: { host: string; port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/**
 * Refuses to send data keys in clear over a network; `ways` says how one side may do it after all.
 *
 * @throws `INVALID_OPTION`
 */
export function requireProtected(
  address: Address,
  { tls, insecure }: { readonly tls?: unknown; readonly insecure?: boolean },
  ways: string,
): void {
  if (tls !== undefined && insecure === true) {
    throw new SopsError(
      'INVALID_OPTION',
      'Give either tls or insecure for a key service, not both.',
    )
  }
  if (tls !== undefined || insecure === true || isLocal(address)) return
  const message = `${formatAddress(address)} is not on this machine, and data keys would cross the network in clear. ${ways}`
  throw new SopsError('INVALID_OPTION', message)
}

function isLocal(address: Address): boolean {
  if (address.kind === 'unix') return true
  const { host } = address
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
