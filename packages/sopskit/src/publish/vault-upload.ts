import { branch, entry } from '@sopskit/core'
import { loadStore } from '../formats/load-store.ts'
import type { VaultClient } from './clients.ts'
import type { VaultDestination } from './destination.ts'
import { statusOf } from './destination-error.ts'
import { equalJson } from './equal-json.ts'
import type { VaultData } from './vault-data.ts'

/** A secret and where it goes. */
export interface VaultUpload {
  readonly destination: VaultDestination
  readonly data: VaultData
  /** Told when it cannot be found out whether the secret is there already. */
  readonly onUnknown: () => void
}

/** Writes a secret, unless its newest version is the same (CLI-113). */
export async function uploadToVault(
  client: VaultClient,
  { destination, data, onUnknown }: VaultUpload,
): Promise<'published' | 'unchanged'> {
  const store = await loadStore('json', { indent: 0 })
  const text = Buffer.from(store.emitValue(data.data)).toString()
  const path = `/${destination.path.split('/').map(encodeURIComponent).join('/')}`
  // The first version keeps no old secrets, so that writing the same changes nothing.
  if (destination.version === 2 && data.comparable) {
    const there = await currentData(client, path, onUnknown)
    if (there !== undefined && equalJson(there, JSON.parse(text))) return 'unchanged'
  }
  const body = destination.version === 2 ? branch([entry('data', data.data)]) : data.data
  await client.request({
    method: 'PUT',
    path,
    headers: headersWith({ 'content-type': 'application/json' }),
    json: Buffer.from(store.emitValue(body)),
  })
  return 'published'
}

/** Made for each request: the client puts the token into them. The one here keeps browsers from forging requests. */
function headersWith(others: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { 'x-vault-request': 'true', ...others }
}

async function currentData(
  client: VaultClient,
  path: string,
  onUnknown: () => void,
): Promise<unknown> {
  try {
    const answer = await client.request({ method: 'GET', path, headers: headersWith() })
    return member(member(answer, 'data'), 'data')
  } catch (error) {
    if (statusOf(error) !== 404) onUnknown()
    return undefined
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
