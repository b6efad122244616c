import type { AzureKeyVaultMasterKey } from '@sopskit/core'
import { SopsError } from '@sopskit/core'

/** A key of a vault, checked. */
export interface AzureKey {
  /** Without a slash at its end, which makes another master key but the same vault (AZ-006). */
  readonly vaultUrl: string
  readonly name: string
  /** Empty in old files: then the newest version is meant. */
  readonly version: string
  /** The key in messages. */
  readonly subject: string
}

/** Refuses what cannot be a key of Azure Key Vault (AZ-001). */
export function requireKey(key: AzureKeyVaultMasterKey): AzureKey {
  const { name, version } = key
  const vaultUrl = key.vaultUrl.replace(/\/$/, '')
  if (!/^https:\/\/[^/@?#\s]+$/.test(vaultUrl) || !URL.canParse(vaultUrl)) {
    throw malformed('vault URL is not of the form https://VAULT.vault.azure.net')
  }
  // The characters that Azure allows; others would change the address that is asked.
  if (!/^[0-9A-Za-z-]{1,127}$/.test(name)) {
    throw malformed('name has other characters than letters, digits and hyphens, or none')
  }
  if (!/^[0-9A-Za-z]*$/.test(version)) throw malformed('version is not a version of a key')
  return { vaultUrl, name, version, subject: `Azure Key Vault key ${vaultUrl}/keys/${name}` }
}

function malformed(what: string): SopsError {
  const message = `An Azure Key Vault key cannot be used: its ${what}. Write the key as https://VAULT.vault.azure.net/keys/NAME/VERSION.`
  return new SopsError('INVALID_MASTER_KEY', message)
}
