import { SopsError } from '@sopskit/core'

/** The credentials that are tried, in this order (AZ-005). */
const production = [
  'EnvironmentCredential',
  'WorkloadIdentityCredential',
  'ManagedIdentityCredential',
] as const
const development = [
  'AzureCLICredential',
  'AzureDeveloperCLICredential',
  'AzurePowerShellCredential',
] as const

/** The name of one credential, as `AZURE_TOKEN_CREDENTIALS` spells it. */
export type CredentialName = (typeof production)[number] | (typeof development)[number]

const all: readonly CredentialName[] = [...production, ...development]

/**
 * Which credentials `AZURE_TOKEN_CREDENTIALS` leaves: `dev`, `prod`, one by its name, or all (AZ-005). Where it
 * is silent, `AZURE_AUTH_METHOD=msi` leaves the managed identity, as guides for Flux set it.
 */
export function credentialNames(
  env: Readonly<Record<string, string | undefined>>,
): readonly CredentialName[] {
  const word = env['AZURE_TOKEN_CREDENTIALS']?.trim().toLowerCase()
  const isMsi = env['AZURE_AUTH_METHOD']?.trim().toLowerCase() === 'msi'
  if (!word) return isMsi ? ['ManagedIdentityCredential'] : all
  if (word === 'prod') return production
  if (word === 'dev') return development
  const named = all.filter((name) => name.toLowerCase() === word)
  if (named.length > 0) return named
  const message = `AZURE_TOKEN_CREDENTIALS names no credential. Set it to dev, prod or one of ${all.join(', ')}.`
  throw new SopsError('INVALID_OPTION', message)
}
