import type { KeyService } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import type { ClientTls } from '@sopskit/keyservice-grpc'

/** How remote key services are reached. */
export interface RemoteServiceOptions {
  /** True sends data keys in clear to other machines. */
  readonly insecure?: boolean | undefined
  /** How services behind TLS are trusted; those on a socket of this machine have none. */
  readonly tls?: ClientTls | undefined
  /** Told of an address that is left out. */
  readonly warn: (message: string) => void
}

/**
 * The key services at some addresses, in order. An address of another kind is left out with a warning, for
 * sops fails only when it gets to it (KS-004, KS-005).
 *
 * @throws {@link SopsError} `INVALID_OPTION` for an address that is none, or one on another machine without
 * `insecure`.
 */
export async function remoteServices(
  addresses: readonly string[],
  { insecure = false, tls, warn }: RemoteServiceOptions,
): Promise<readonly KeyService[]> {
  const given = addresses.filter((address) => address !== '')
  if (given.length === 0) return []
  const { grpcKeyService } = await import('@sopskit/keyservice-grpc')
  const known = given.filter((address) => /^(?:tcp:\/\/|unix:)/.test(address))
  for (const address of given.filter((one) => !known.includes(one))) {
    warn(
      `An address of a key service is left out. It must begin with tcp:// or unix:, and is ${shown(address)}.`,
    )
  }
  return known.map((address) => {
    const secured = tls !== undefined && address.startsWith('tcp:')
    return grpcKeyService(secured ? { address, tls } : { address, insecure })
  })
}

/** Without what a URL can hold of a login. */
function shown(address: string): string {
  return JSON.stringify(address.replace(/[?#].*$/s, '').replace(/^(.*\/\/)?.*@/s, '$1'))
}

/** What a command without any key service ends with (KS-007). */
export function noKeyService(command: string): SopsError {
  return new SopsError(
    command === 'encrypt' ? 'WRAP_FAILED' : 'DATA_KEY_UNAVAILABLE',
    'The local key service is switched off (--enable-local-keyservice=false), and --keyservice names no other.',
  )
}
