import type { KeyService } from '@sopskit/core'
import { requireDeadline } from '@sopskit/core'
import { defaultDeadlineMs } from '../default-deadline.ts'
import { lasting } from '../lasting.ts'
import type { AzureEnvironment } from './azure-environment.ts'
import { createClients } from './create-clients.ts'
import { createKeyService } from './create-key-service.ts'
import { credentialFromEnvironment } from './credential-from-environment.ts'

/**
 * The key service for Azure Key Vault with the credentials that `sops` would try (AZ-005): a service
 * principal, a workload identity, a managed identity, and who is logged in with the tools of Azure. Nothing
 * is read and no package is loaded before the first data key needs it.
 *
 * A managed identity and the tools belong to the machine, and Microsoft's packages find them by variables of
 * the process; where `env` says otherwise there, they are left out.
 *
 * Its operations throw what those of `azureKeyVaultKeyService` throw; `PERMISSION_DENIED` also when there are
 * no credentials, and `INVALID_OPTION` for an `AZURE_TOKEN_CREDENTIALS` that names none.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for a deadline that cannot be used.
 * @example
 * ```ts
 * import { azureKeyVaultKeyServiceFromEnvironment } from '@sopskit/keyservice-kms/azure'
 * const service = azureKeyVaultKeyServiceFromEnvironment({ env: process.env })
 * ```
 */
export function azureKeyVaultKeyServiceFromEnvironment(environment: AzureEnvironment): KeyService {
  const deadlineMs = requireDeadline(environment.deadlineMs ?? defaultDeadlineMs)
  const clients = lasting(async () => createClients(await credentialFromEnvironment(environment)))
  return createKeyService(clients.get, deadlineMs)
}
