import type { AwsCredentialProvider } from './credentials.ts'

/** Where requests go. Absent endpoints are those of the region. */
export interface AwsEndpoints {
  readonly kms?: string | undefined
  readonly sts?: string | undefined
  /** Certificates in PEM that are trusted instead of those that Node trusts. */
  readonly authorities?: string | undefined
  readonly fips: boolean
  readonly dualStack: boolean
}

/** How a key service gets at AWS. */
export interface AwsAccess {
  /** As whom to sign for a key with this profile (nothing: none) in this region, before a role is assumed. */
  readonly credentials: (awsProfile: string, region: string) => Promise<AwsCredentialProvider>
  readonly endpoints: (awsProfile: string) => Promise<AwsEndpoints>
  /** Part of the session name of roles (KMS-006). */
  readonly hostName: string
  /** Of a whole operation; a single request gets half of it. */
  readonly deadlineMs: number
}
