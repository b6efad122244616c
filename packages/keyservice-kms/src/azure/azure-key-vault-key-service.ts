import type { KeyService } from '@sopskit/core'
import { requireDeadline, SopsError } from '@sopskit/core'
import { defaultDeadlineMs } from '../default-deadline.ts'
import { lasting } from '../lasting.ts'
import type { AzureClients, AzureCredential } from './azure-clients.ts'
import { createClients } from './create-clients.ts'
import { createKeyService } from './create-key-service.ts'

/** Settings of {@link azureKeyVaultKeyService}: clients of your own, or the credential for them. */
export interface AzureKeyVaultKeyServiceOptions {
  /** A credential of `@azure/identity`, or what else gives tokens. */
  readonly credential?: AzureCredential
  /** Gives the clients, where those that are made for the credential will not do. */
  readonly clients?: AzureClients
  /** After so many milliseconds an operation ends with `SERVICE_UNAVAILABLE`. Default: 30,000; sops has none (KEY-008). */
  readonly deadlineMs?: number
}

/**
 * A key service for RSA keys of Azure Key Vault (AZ-001, AZ-002). What it uses is handed in; nothing is
 * looked up in the process, and instances share nothing. Microsoft's packages are loaded on first use.
 * `complete` looks up the version of a key that has none (AZ-003); `wrap` needs one.
 *
 * - `wrap` and `complete` throw {@link SopsError} `WRAP_FAILED`, `unwrap` throws `UNWRAP_FAILED`: a key that
 *   is missing or disabled, a damaged wrapped text, an answer that does not fit.
 * - All throw `INVALID_MASTER_KEY` for a malformed key, `PERMISSION_DENIED`, `SERVICE_UNAVAILABLE`,
 *   `PACKAGE_MISSING` and `ABORTED`.
 *
 * @throws {@link SopsError} `INVALID_OPTION` when there are neither clients nor a credential, or when the
 * deadline cannot be used.
 * @example
 * ```ts
 * import { azureKeyVaultKeyService } from '@sopskit/keyservice-kms/azure'
 * const credential = { getToken: async () => ({ token: 'eyJ…', expiresOnTimestamp: Date.now() + 3600e3 }) }
 * const service = azureKeyVaultKeyService({ credential })
 * const key = { type: 'azure_kv', vaultUrl: 'https://v.vault.azure.net', name: 'k', version: '' } as const
 * const complete = () => service.complete?.(key, {})
 * ```
 */
export function azureKeyVaultKeyService(options: AzureKeyVaultKeyServiceOptions): KeyService {
  const deadlineMs = requireDeadline(options.deadlineMs ?? defaultDeadlineMs)
  const { clients, credential } = options
  if (clients !== undefined) return createKeyService(async () => clients, deadlineMs)
  if (credential === undefined) throw nothingGiven()
  return createKeyService(lasting(() => createClients(credential)).get, deadlineMs)
}

function nothingGiven(): SopsError {
  const message =
    'azureKeyVaultKeyService needs a credential or clients. azureKeyVaultKeyServiceFromEnvironment finds a credential where sops does.'
  return new SopsError('INVALID_OPTION', message)
}
