import { loadPackage } from '@sopskit/core'
import type { AzureClients, AzureCredential } from './azure-clients.ts'
import { withOwnErrors } from './own-token-errors.ts'

// Few and short, for the deadline bounds them all.
const retryOptions = { maxRetries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 1000 }

/** Loads Microsoft's package. Its clients check whom a vault asks a token for (AZ-004); that is never turned off. */
export async function createClients(credential: AzureCredential): Promise<AzureClients> {
  const sdk = await loadPackage('@azure/keyvault-keys', () => import('@azure/keyvault-keys'))
  const ours = withOwnErrors(credential)
  return {
    // A key that is described, and not a bare id: that would be fetched first, which takes the "get"
    // permission. And a client for each operation: one that is shared mixes up its first requests.
    cryptography: ({ id, vaultUrl, name }) =>
      new sdk.CryptographyClient({ id, name, properties: { vaultUrl, name } }, ours, settings()),
    keys: (vaultUrl) => new sdk.KeyClient(vaultUrl, ours, settings()),
  }
}

/** Anew each time, for the clients write into what they are given. */
function settings(): { retryOptions: Partial<typeof retryOptions> } {
  return { retryOptions: { ...retryOptions } }
}
