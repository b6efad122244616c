import { readKeyList, trimmedParts } from './key-text-list.ts'
import type { AzureKeyVaultMasterKey } from './master-key.ts'

/**
 * Reads a comma-separated list of Azure Key Vault keys, each a URL with or without a version (AZ-001).
 * Without one `version` is empty, and finding the latest is for the key service (AZ-003).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for an entry that is empty or no such URL.
 *
 * @example
 * ```ts
 * import { azureKeyVaultMasterKeys } from '@sopskit/core'
 * azureKeyVaultMasterKeys('https://example.vault.azure.net/keys/sops/3f21')
 * // [{ type: 'azure_kv', vaultUrl: 'https://example.vault.azure.net', name: 'sops', version: '3f21' }]
 * ```
 */
export function azureKeyVaultMasterKeys(text: string): readonly AzureKeyVaultMasterKey[] {
  return readKeyList(trimmedParts(text), form, (part) => {
    const [, vaultUrl, name, version = ''] = urlPattern.exec(part) ?? []
    if (vaultUrl === undefined || name === undefined) return undefined
    return { type: 'azure_kv', vaultUrl, name, version }
  })
}

const form = 'the URL of a key, https://VAULT/keys/NAME or https://VAULT/keys/NAME/VERSION'
const urlPattern = /^(https:\/\/[^/]+)\/keys\/([^/]+)(?:\/([^/]*))?$/
