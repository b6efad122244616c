import type { KeyService } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import { givenServices } from './given-services.ts'
import { keyServicesFromEnvironment } from '../services/key-services-from-environment.ts'

/** With whose keys a file is decrypted. */
export interface IdentityOptions {
  /**
   * Age identities as text (`AGE-SECRET-KEY-1…`, or a whole file of `age-keygen`), or `environment` for whatever sops would use here, of
   * all kinds of key: age identities, gpg, the credentials of clouds and of Vault, as
   * `keyServicesFromEnvironment` finds them (K7). Without it nothing is read from the environment.
   */
  readonly identities?: readonly string[] | 'environment' | undefined
  /** Key services that are asked before those that `identities` makes. */
  readonly services?: readonly KeyService[] | undefined
  /** Which kinds of key to try first. Default: `age`, `pgp` (K5). */
  readonly decryptionOrder?: readonly string[] | undefined
}

/**
 * The services that unwrap the data key, in the order they are asked.
 *
 * @throws {@link SopsError} `INVALID_OPTION`, `INVALID_IDENTITY`.
 */
export async function unwrappingServices(options: IdentityOptions): Promise<readonly KeyService[]> {
  const services = givenServices(options.services)
  if (options.identities === undefined && services.length > 0) return services
  if (options.identities === 'environment') return [...services, ...keyServicesFromEnvironment()]
  return [...services, await ageService(options.identities ?? [])]
}

async function ageService(identities: readonly string[]): Promise<KeyService> {
  requireTexts(identities)
  const { ageKeyService, parseAgeIdentities } = await import('@sopskit/keyservice-age')
  return ageKeyService({
    identities: identities.flatMap((text) => (isKeyFile(text) ? parseAgeIdentities(text) : [text])),
  })
}

// As `age-keygen` writes it. A key of SSH and an encrypted file are one identity as a whole (AGE-016), and a
// text without any key is refused as an identity rather than passed over.
function isKeyFile(text: string): boolean {
  return /^AGE-/m.test(text) && text.includes('\n') && !/^(?:age-encryption|-----BEGIN )/.test(text)
}

// An environment variable that is not set ends up here in plain JavaScript.
function requireTexts(identities: unknown): void {
  if (Array.isArray(identities) && identities.every((one) => typeof one === 'string')) return
  if (typeof identities === 'string') {
    throw new SopsError(
      'INVALID_OPTION',
      "Give identities as a list, also a single one: identities: [identity]. The only text that it can be is 'environment'.",
    )
  }
  throw new SopsError(
    'INVALID_OPTION',
    "Give identities as a list of texts, or as 'environment'. One of them is no text: is a variable not set?",
  )
}
