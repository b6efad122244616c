import { SopsError } from '@sopskit/core'
import type { FlagValues } from './flags/flag-table.ts'

/**
 * Where the key service listens. An address may also have the form that `--keyservice` takes, which says the
 * network itself.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for another network; `CONFLICTING_OPTIONS` for an address of
 * another network than the one that is named.
 */
export function listeningAddress({ network, address = '127.0.0.1:5000' }: FlagValues): string {
  const [, scheme] = /^(tcp|unix):\/\//.exec(address) ?? []
  const by = network ?? scheme ?? 'tcp'
  if (by !== 'tcp' && by !== 'unix') {
    throw new SopsError('INVALID_OPTION', 'The network of a key service is tcp or unix.')
  }
  if (scheme === by) return address
  if (scheme !== undefined) {
    throw new SopsError('CONFLICTING_OPTIONS', `--network ${by} has no address of ${scheme}://.`)
  }
  if (by === 'tcp') return `tcp://${address}`
  return address.startsWith('/') ? `unix://${address}` : `unix:${address}`
}
