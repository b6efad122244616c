import type { KeyService } from '@sopskit/core'
import { nodeFileSystem } from '../files/file-system.ts'
import { requireKnownOptions } from '../options/known-options.ts'
import { localServices } from './local-services.ts'
import type { AskPassphrase } from './service-environment.ts'

/** What {@link keyServicesFromEnvironment} takes. */
export interface KeyServicesFromEnvironmentOptions {
  /** The variables to look at. Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** Asks for the passphrase of a key file. Without it, keys that are protected by one cannot be used. */
  readonly askPassphrase?: AskPassphrase | undefined
}

/**
 * The key services for age, PGP (through `gpg`), AWS KMS, Google Cloud KMS, Azure Key Vault and Vault, with
 * the credentials that sops would find in an environment. Hand them to any function as `services`. Each one
 * is loaded when a key of its kind turns up; the SDK of a cloud has to be installed, and is named where it
 * is missing (`PACKAGE_MISSING`). They keep the data keys they unwrapped, so make them once per tenant.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for an option that there is none of.
 * @example
 * ```ts
 * import { encrypt, keyServicesFromEnvironment } from 'sopskit'
 * import { kmsMasterKeys } from '@sopskit/core'
 * async function seal(text: string, arn: string): Promise<string> {
 *   const keyGroups = [kmsMasterKeys(arn)]
 *   const services = keyServicesFromEnvironment()
 *   return (await encrypt(text, { format: 'yaml', keyGroups, services })).text()
 * }
 * ```
 */
export function keyServicesFromEnvironment(
  options: KeyServicesFromEnvironmentOptions = {},
): readonly KeyService[] {
  requireKnownOptions(options)
  const { env = process.env, askPassphrase } = options
  return localServices({ env, fileSystem: nodeFileSystem, askPassphrase })
}
