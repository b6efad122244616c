import type * as KmsPackage from '@aws-sdk/client-kms'
import type * as CredentialPackage from '@aws-sdk/credential-providers'
import { loadPackage } from '@sopskit/core'

/** The client of AWS KMS. */
export function loadKmsClient(): Promise<typeof KmsPackage> {
  return loadPackage('@aws-sdk/client-kms', () => import('@aws-sdk/client-kms'))
}

/** The ways to credentials; needed for all but static ones. */
export function loadCredentialProviders(): Promise<typeof CredentialPackage> {
  return loadPackage('@aws-sdk/credential-providers', () => import('@aws-sdk/credential-providers'))
}
