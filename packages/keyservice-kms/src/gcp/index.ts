export { gcpKmsKeyService } from './gcp-kms-key-service.ts'
export type { GcpKmsKeyServiceOptions } from './gcp-kms-key-service.ts'
export { gcpKmsKeyServiceFromEnvironment } from './key-service-from-environment.ts'
export type { GcpEnvironment } from './environment.ts'
export type { GcpKmsTransport } from './endpoint.ts'
export type { GcpCredentials } from './gcp-credentials.ts'
export type {
  GcpCallOptions,
  GcpChecksum,
  GcpDecryptAnswer,
  GcpDecryptRequest,
  GcpEncryptAnswer,
  GcpEncryptRequest,
  GcpKmsClient,
} from './gcp-kms-client.ts'
export type { MetadataFetch } from './metadata-server.ts'
