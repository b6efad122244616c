import type { VaultMasterKey } from '@sopskit/core'
import { SopsError } from '@sopskit/core'

/** Where a key is, checked: a file may say anything. */
export interface KeyPlace {
  /** Scheme and host, without a slash at the end; it can hold a user and a password (HCV-002). */
  readonly endpoint: string
  readonly enginePath: string
  readonly keyName: string
  /** The URL of the key without user and password, for messages. */
  readonly shown: string
}

/** The place of a key. @throws `INVALID_MASTER_KEY` for one that is none; the message quotes nothing. */
export function keyPlace({ vaultAddress, enginePath, keyName }: VaultMasterKey): KeyPlace {
  if (!isAddress(vaultAddress) || !isPath(enginePath) || !isSegment(keyName)) throw malformed()
  const endpoint = vaultAddress.replace(/\/+$/, '')
  const shown = `${withoutLogin(endpoint)}/v1/${enginePath}/keys/${keyName}`
  return { endpoint, enginePath, keyName, shown }
}

/**
 * The path of a request below `/v1`. A percent sign in a name is a character of it: sops encodes it once
 * more.
 */
export function requestPath(
  { enginePath, keyName }: KeyPlace,
  verb: 'encrypt' | 'decrypt',
): string {
  const segments = [...enginePath.split('/'), verb, keyName]
  return `/${segments.map(encodeURIComponent).join('/')}`
}

// A query or a fragment would swallow the path of the request, and dots, also behind a slash that only a proxy
// decodes, could leave what the allowlist names.
function isAddress(text: string): boolean {
  const [, path] = /^https?:\/\/[^\s/?#\\]+(?:\/+([^\s?#\\]*?))?\/*$/i.exec(text) ?? []
  if (!URL.canParse(text) || new URL(text).hostname === '') return false
  if (path !== undefined && path !== '' && !isPath(path)) return false
  return /^https?:\/\/[^\s?#\\]+$/i.test(text) && !/%(?:2e|2f|5c)/i.test(path ?? '')
}

function isPath(text: string): boolean {
  return text.split('/').every(isSegment)
}

// Lone surrogates have no encoding, and other characters of this class none to be seen.
function isSegment(text: string): boolean {
  return /^[^/\\\s\p{C}]+$/u.test(text) && text !== '.' && text !== '..'
}

function withoutLogin(address: string): string {
  return address.replace(/(?<=:\/\/)[^/]*@/, '')
}

function malformed(): SopsError {
  const message =
    'A Vault key is not of the form https://HOST[:PORT]/v1/ENGINE/keys/NAME. Correct its vault_address, engine_path and key_name.'
  return new SopsError('INVALID_MASTER_KEY', message)
}
