import type { AwsEnvironment } from './aws-environment.ts'
import type { SharedFiles } from './shared-files.ts'

/** A search for credentials: where, and for which key. */
export interface CredentialSearch {
  readonly environment: AwsEnvironment
  readonly files: SharedFiles
  /** The profile that the key names, or nothing. */
  readonly awsProfile: string
  readonly region: string
  /** Of the token service, in PEM; those of Node when absent. */
  readonly authorities: string | undefined
  readonly hostName: string
  readonly deadlineMs: number
}
