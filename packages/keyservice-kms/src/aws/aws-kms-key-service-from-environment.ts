import type { KeyService } from '@sopskit/core'
import { requireDeadline } from '@sopskit/core'
import { defaultDeadlineMs } from '../default-deadline.ts'
import type { AwsAccess } from './access.ts'
import type { AwsEnvironment } from './aws-environment.ts'
import { hostNameOf, profileOf, sharedFilePaths } from './aws-environment.ts'
import { connectWith } from './connect.ts'
import { createKeyService } from './create-key-service.ts'
import { environmentAuthorities } from './environment-authorities.ts'
import { environmentCredentials } from './environment-credentials.ts'
import { environmentEndpoints } from './environment-endpoints.ts'
import type { SharedFiles } from './shared-files.ts'
import { readSharedFiles } from './shared-files.ts'
import type { SharedSettings } from './shared-settings.ts'

/**
 * The key service for AWS KMS as `sops` finds its way there: credentials in the order of KMS-007, endpoints
 * of `AWS_ENDPOINT_URL_KMS`, `AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL` or the profile. A profile that a key
 * names goes before the variables, and its absence is an error. Nothing is read before the first AWS key.
 *
 * Its errors are those of `awsKmsKeyService`; without usable credentials `PERMISSION_DENIED`.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for a deadline that is no number of milliseconds.
 *
 * @example
 * ```ts
 * import { awsKmsKeyServiceFromEnvironment } from '@sopskit/keyservice-kms/aws'
 * const service = awsKmsKeyServiceFromEnvironment({ env: process.env })
 * service.name // 'AWS KMS'
 * ```
 */
export function awsKmsKeyServiceFromEnvironment(environment: AwsEnvironment): KeyService {
  const deadlineMs = requireDeadline(environment.deadlineMs ?? defaultDeadlineMs)
  return createKeyService(connectWith(accessOf(environment, deadlineMs)), deadlineMs)
}

function accessOf(environment: AwsEnvironment, deadlineMs: number): AwsAccess {
  const hostName = hostNameOf(environment)
  const paths = sharedFilePaths(environment)
  const find = async (awsProfile: string): Promise<Surroundings> => {
    const files = await readSharedFiles(paths)
    const profile = awsProfile === '' ? (profileOf(environment) ?? 'default') : awsProfile
    const settings = files.profiles.get(profile) ?? new Map<string, string>()
    return { files, settings, authorities: await environmentAuthorities(environment, settings) }
  }
  return {
    credentials: async (awsProfile, region) => {
      const { files, authorities } = await find(awsProfile)
      const search = { environment, files, awsProfile, region, authorities, hostName, deadlineMs }
      return environmentCredentials(search)
    },
    endpoints: async (awsProfile) => {
      const { files, settings, authorities } = await find(awsProfile)
      return { ...environmentEndpoints(environment, files, settings), authorities }
    },
    hostName,
    deadlineMs,
  }
}

/** What the shared files say, for the profile that counts. */
interface Surroundings {
  readonly files: SharedFiles
  readonly settings: SharedSettings
  readonly authorities: string | undefined
}
