import { readKeyList } from './key-text-list.ts'
import type { VaultMasterKey } from './master-key.ts'

/**
 * Reads a comma-separated list of HashiCorp Vault or OpenBao transit keys, each the URL of a key; empty
 * entries are skipped (KEY-007). The address is what stands before the path, the key's name its last
 * part, and the engine's path what lies between `/v1/` and the last two (HCV-001).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for an entry that is no such URL. sops takes blanks,
 * queries, fragments and dots as parts of the path for what they say; here they are mistakes.
 *
 * @example
 * ```ts
 * import { vaultMasterKeys } from '@sopskit/core'
 * vaultMasterKeys('https://vault.example:8200/v1/transit/keys/ci')
 * // [{ type: 'hc_vault', vaultAddress: 'https://vault.example:8200', enginePath: 'transit', keyName: 'ci' }]
 * ```
 */
export function vaultMasterKeys(text: string): readonly VaultMasterKey[] {
  const parts = text.split(',').filter((part) => part !== '')
  return readKeyList(parts, form, readVaultKey)
}

const form = 'the URL of a Vault key, such as https://vault.example:8200/v1/transit/keys/NAME'

const urlPattern =
  /^([A-Za-z][A-Za-z0-9+.-]*):(\/\/(?:[\w.~!$&'()*+;=:%-]*@)?(?:\[[0-9A-Fa-f:.]+\]|[\w.~-]+)(?::\d*)?)\/+(.+?)\/*$/
const segmentPattern = /^(?:[\w.~!$&'()*+;=:@-]|%[0-9A-Fa-f]{2})+$/

function readVaultKey(text: string): VaultMasterKey | undefined {
  const [, scheme, authority, path = ''] = urlPattern.exec(text) ?? []
  const [version = '', ...segments] = path.split('/')
  if (scheme === undefined || !isVersion(version) || segments.length < 3) return undefined
  if (!segments.every(isName) || hasPrefix(segments)) return undefined
  return {
    type: 'hc_vault',
    vaultAddress: `${scheme.toLowerCase()}:${authority}`,
    enginePath: segments.slice(0, -2).join('/'),
    keyName: segments.at(-1) ?? '',
  }
}

function isVersion(segment: string): boolean {
  return /^v\d+$/.test(segment)
}

function isName(segment: string): boolean {
  return segmentPattern.test(segment) && segment !== '.' && segment !== '..'
}

/** A later version with a whole key behind it says that the first one belongs to a prefix, which sops refuses. */
function hasPrefix(segments: readonly string[]): boolean {
  return segments.slice(0, -3).some(isVersion)
}
