import { hostname } from 'node:os'
import type { KeyService } from '@sopskit/core'
import { requireDeadline, SopsError } from '@sopskit/core'
import { defaultDeadlineMs } from '../default-deadline.ts'
import type { AwsAccess } from './access.ts'
import { connectWith } from './connect.ts'
import { createKeyService } from './create-key-service.ts'
import type { AwsCredentialProvider, AwsCredentials } from './credentials.ts'
import { namedProvider } from './credentials.ts'
import type { ConnectKms } from './kms-client.ts'

/** What the service of {@link awsKmsKeyService} works with: clients, or credentials to make clients with. */
export interface AwsKmsKeyServiceOptions {
  /**
   * Gives the client for a region, a role and a profile. With it the other options but `deadlineMs` have no
   * meaning, and roles and profiles are the function's business.
   */
  readonly client?: ConnectKms
  /** For every key, whatever profile it names; a role is assumed with them. */
  readonly credentials?: AwsCredentials | AwsCredentialProvider
  /** The URL of KMS. Default: that of the key's region. */
  readonly endpoint?: string
  /** The URL of STS, for keys with a role. Default: that of the key's region. */
  readonly stsEndpoint?: string
  /** Certificates in PEM to trust instead of those that Node trusts. */
  readonly certificateAuthorities?: string
  /** Of this machine, for the session name of roles (KMS-006). Default: its own. */
  readonly hostName?: string
  /** Milliseconds until an operation gives up. Default: 30,000. */
  readonly deadlineMs?: number
}

/**
 * The key service for AWS KMS with everything handed in: it reads neither the environment nor the shared
 * files, and two of them in one process share nothing. Region and endpoint are those of the key's ARN
 * (KMS-005); the encryption context is always sent (KMS-003). The SDK is loaded with the first key.
 *
 * The service throws {@link SopsError}s: `INVALID_MASTER_KEY` for a text that is no ARN (KMS-002);
 * `PERMISSION_DENIED`, `SERVICE_UNAVAILABLE`, `PACKAGE_MISSING`, `ABORTED`; `WRAP_FAILED` and
 * `UNWRAP_FAILED` for everything else, such as a disabled key or another context.
 *
 * @throws {@link SopsError} `INVALID_OPTION` with neither client nor credentials, or for a deadline that is
 * no number of milliseconds.
 *
 * @example
 * ```ts
 * import { awsKmsKeyService } from '@sopskit/keyservice-kms/aws'
 * const service = awsKmsKeyService({
 *   credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'of the tenant' },
 * })
 * service.name // 'AWS KMS'
 * ```
 */
export function awsKmsKeyService(options: AwsKmsKeyServiceOptions): KeyService {
  const deadlineMs = requireDeadline(options.deadlineMs ?? defaultDeadlineMs)
  return createKeyService(options.client ?? connectWith(accessOf(options, deadlineMs)), deadlineMs)
}

function accessOf(options: AwsKmsKeyServiceOptions, deadlineMs: number): AwsAccess {
  const { credentials, endpoint, stsEndpoint, hostName = hostname() } = options
  const authorities = options.certificateAuthorities
  if (credentials === undefined) {
    throw new SopsError('INVALID_OPTION', 'AWS KMS needs the option credentials, or client.')
  }
  const provider = typeof credentials === 'function' ? credentials : async () => credentials
  return {
    credentials: async () => namedProvider('the credentials', provider),
    endpoints: async () => ({
      kms: endpoint,
      sts: stsEndpoint,
      authorities,
      fips: false,
      dualStack: false,
    }),
    hostName,
    deadlineMs,
  }
}
