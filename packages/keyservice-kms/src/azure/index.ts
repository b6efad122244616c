export { azureKeyVaultKeyService } from './azure-key-vault-key-service.ts'
export type { AzureKeyVaultKeyServiceOptions } from './azure-key-vault-key-service.ts'
export { azureKeyVaultKeyServiceFromEnvironment } from './key-service-from-environment.ts'
export type { AzureEnvironment, ImdsProbe } from './azure-environment.ts'
export type {
  AbortSignalLike,
  AzureClients,
  AzureCredential,
  AzureCryptographyClient,
  AzureKeyClient,
  AzureKeyId,
  AzureOperationAnswer,
  AzureRequestOptions,
  AzureToken,
} from './azure-clients.ts'
