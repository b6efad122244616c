import type { KeyService } from '@sopskit/core'
import { requireDeadline, SopsError } from '@sopskit/core'
import { defaultDeadlineMs } from '../default-deadline.ts'
import { connect } from './create-client.ts'
import { createKeyService } from './create-key-service.ts'
import type { GcpKmsTransport } from './endpoint.ts'
import { parseEndpoint } from './endpoint.ts'
import type { GcpCredentials } from './gcp-credentials.ts'
import type { GcpKmsClient } from './gcp-kms-client.ts'

/** Settings of {@link gcpKmsKeyService}: a client of your own, or the credentials for one. */
export interface GcpKmsKeyServiceOptions {
  /** A `KeyManagementServiceClient` of your own; then nothing else here but the deadline is used. */
  readonly client?: GcpKmsClient
  readonly credentials?: GcpCredentials
  /** `HOST:PORT` or `https://HOST:PORT`, and `http://` over REST. Default: `cloudkms.` of the universe (GCP-005). */
  readonly endpoint?: string
  /** The domain of another cloud of Google's. Default: `googleapis.com`. */
  readonly universeDomain?: string
  /** Default: `grpc` (GCP-003). */
  readonly transport?: GcpKmsTransport
  /** After so many milliseconds an operation ends with `SERVICE_UNAVAILABLE`. Default: 30,000; sops has none (KEY-008). */
  readonly deadlineMs?: number
}

/**
 * A key service for Google Cloud KMS (GCP-001, GCP-002). What it uses is handed in; nothing is looked up in
 * the process, and instances share no token and no connection. Google's packages are loaded on first use.
 * CRC32C checksums go along and are verified both ways.
 *
 * - `wrap` throws {@link SopsError} `WRAP_FAILED`, `unwrap` throws `UNWRAP_FAILED`: a key that is missing or
 *   disabled, a damaged wrapped text, an answer that does not fit.
 * - Both throw `INVALID_MASTER_KEY` for what is no resource id, `INVALID_IDENTITY` for credentials that
 *   cannot be used, `PERMISSION_DENIED`, `SERVICE_UNAVAILABLE`, `PACKAGE_MISSING` and `ABORTED`.
 *
 * @throws {@link SopsError} `INVALID_OPTION` when there is neither a client nor credentials, or when the
 * endpoint or the deadline cannot be used.
 * @example
 * ```ts
 * import { gcpKmsKeyService } from '@sopskit/keyservice-kms/gcp'
 * const service = gcpKmsKeyService({ credentials: { accessToken: 'ya29…' }, transport: 'rest' })
 * const resourceId = 'projects/p/locations/global/keyRings/r/cryptoKeys/k'
 * const wrap = () => service.wrap({ type: 'gcp_kms', resourceId }, new Uint8Array(32), {})
 * ```
 */
export function gcpKmsKeyService(options: GcpKmsKeyServiceOptions): KeyService {
  const deadlineMs = requireDeadline(options.deadlineMs ?? defaultDeadlineMs)
  const { client, credentials, transport = 'grpc' } = options
  if (client !== undefined) {
    return createKeyService(
      async () => ({ client, authorize: nothing, close: nothing }),
      deadlineMs,
    )
  }
  if (credentials === undefined) throw nothingGiven()
  const settings = {
    identity: async () => credentials,
    endpoint:
      options.endpoint === undefined ? undefined : parseEndpoint(options.endpoint, transport),
    universeDomain: options.universeDomain ?? 'googleapis.com',
    transport,
    deadlineMs,
  }
  return createKeyService(() => connect(settings), deadlineMs)
}

function nothingGiven(): SopsError {
  const message =
    'gcpKmsKeyService needs a client or credentials. gcpKmsKeyServiceFromEnvironment finds them where sops does.'
  return new SopsError('INVALID_OPTION', message)
}

async function nothing(): Promise<void> {
  // A client that was handed in is its owner's to authorize and to close.
}
