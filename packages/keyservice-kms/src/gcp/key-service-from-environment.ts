import type { KeyService } from '@sopskit/core'
import { requireDeadline } from '@sopskit/core'
import { defaultDeadlineMs } from '../default-deadline.ts'
import { connect } from './create-client.ts'
import { createKeyService } from './create-key-service.ts'
import { credentialsFromEnvironment } from './credentials-from-environment.ts'
import { parseEndpoint } from './endpoint.ts'
import type { GcpEnvironment } from './environment.ts'
import { requireOwnProcess } from './require-own-process.ts'

/**
 * The key service for Google Cloud KMS with the credentials and settings that `sops` would use (GCP-003,
 * GCP-004, GCP-005). Nothing is read and no package is loaded before the first data key needs it. On a
 * machine without credentials the search ends in less than a second.
 *
 * Its operations throw what those of `gcpKmsKeyService` throw; `PERMISSION_DENIED` also when there are no
 * credentials, `INVALID_IDENTITY` when a named file cannot be used, and `INVALID_OPTION` for an endpoint
 * that cannot be used.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for a deadline that cannot be used.
 * @example
 * ```ts
 * import { gcpKmsKeyServiceFromEnvironment } from '@sopskit/keyservice-kms/gcp'
 * const service = gcpKmsKeyServiceFromEnvironment({ env: process.env })
 * ```
 */
export function gcpKmsKeyServiceFromEnvironment(environment: GcpEnvironment): KeyService {
  const deadlineMs = requireDeadline(environment.deadlineMs ?? defaultDeadlineMs)
  const { env } = environment
  return createKeyService(async () => {
    // Anything but "rest" means gRPC, as in sops.
    const transport =
      env['SOPS_GCP_KMS_CLIENT_TYPE']?.toLowerCase() === 'rest' ? ('rest' as const) : 'grpc'
    const endpoint = env['SOPS_GCP_KMS_ENDPOINT']
    return connect({
      identity: async () => {
        const identity = await credentialsFromEnvironment(environment, deadlineMs)
        requireOwnProcess(identity, environment)
        return identity
      },
      endpoint: endpoint ? parseEndpoint(endpoint, transport) : undefined,
      universeDomain:
        env['SOPS_GCP_KMS_UNIVERSE_DOMAIN'] ||
        env['GOOGLE_CLOUD_UNIVERSE_DOMAIN'] ||
        'googleapis.com',
      transport,
      deadlineMs,
    })
  }, deadlineMs)
}
