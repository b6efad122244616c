import { requireCiphertext, requireDataKey, requireWrapped, SopsError } from '@sopskit/core'
import type { AzureClients, AzureKeyId } from './azure-clients.ts'
import type { AzureKey } from './azure-key.ts'
import { decodeBase64Url, encodeBase64Url } from './base64url.ts'

/** One request about one key. */
export interface AzureCall {
  readonly clients: AzureClients
  readonly key: AzureKey
  readonly signal: AbortSignal
}

const algorithm = 'RSA-OAEP-256'

/** The `enc` text for a data key (AZ-002). */
export async function encrypt(call: AzureCall, dataKey: Uint8Array): Promise<string> {
  const { clients, key, signal } = call
  const client = clients.cryptography(idOf(key))
  const answer = await client.encrypt({ algorithm, plaintext: dataKey }, { abortSignal: signal })
  return encodeBase64Url(requireCiphertext(answer.result, key.subject))
}

/** The data key of an `enc` text; a key without a version is the newest one. */
export async function decrypt(call: AzureCall, enc: string): Promise<Uint8Array> {
  const { clients, key, signal } = call
  const ciphertext = requireWrapped(decodeBase64Url(enc), key.subject)
  const client = clients.cryptography(idOf(key))
  const answer = await client.decrypt({ algorithm, ciphertext }, { abortSignal: signal })
  return Uint8Array.from(requireDataKey(answer.result, key.subject))
}

/** The newest version of a key: the last part of the id that the vault gives (AZ-003). */
export async function newestVersion({ clients, key, signal }: AzureCall): Promise<string> {
  const { id } = await clients.keys(key.vaultUrl).getKey(key.name, { abortSignal: signal })
  const version = /\/keys\/[^/]+\/([0-9A-Za-z]+)$/.exec(id ?? '')?.[1]
  if (version !== undefined) return version
  const message = `${key.subject} was found, but the vault did not say in which version. Write the version into the key's URL.`
  throw new SopsError('WRAP_FAILED', message)
}

function idOf({ vaultUrl, name, version }: AzureKey): AzureKeyId {
  const id = `${vaultUrl}/keys/${name}${version === '' ? '' : `/${version}`}`
  return { id, vaultUrl, name }
}
