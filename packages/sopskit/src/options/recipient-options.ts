import type { KeyService, MasterKey } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import { keyServicesFromEnvironment } from '../services/key-services-from-environment.ts'
import { masterKeysOf, requireKeyGroups } from './given-keys.ts'
import { givenServices } from './given-services.ts'

/** For whom a file is encrypted: either `recipients` or `keyGroups`. */
export interface RecipientOptions {
  /** Age recipients, any one of which can decrypt: a list, or text separated by commas (K4). */
  readonly recipients?: string | readonly string[] | undefined
  /** Several groups that share the data key, so that more than one is needed (S). Text is an age recipient. */
  readonly keyGroups?: readonly (readonly (string | MasterKey)[])[] | undefined
  /** How many of several groups are needed to decrypt. Default: all (S4). */
  readonly shamirThreshold?: number | undefined
  /**
   * Key services that are asked before the built-in one for age: `keyServicesFromEnvironment()`, or services
   * with credentials of your own. Every other kind of key needs one.
   */
  readonly services?: readonly KeyService[] | undefined
  /**
   * `environment` asks, behind `services`, those of `keyServicesFromEnvironment()`: keys in clouds and of
   * Vault with the credentials that sops would use here. Identities themselves are for decrypting.
   */
  readonly identities?: 'environment' | undefined
}

/**
 * The master keys of each group.
 *
 * @throws {@link SopsError} `NO_RECIPIENTS`, `CONFLICTING_OPTIONS`; `INVALID_MASTER_KEY` for a recipient
 * that is none, `INVALID_OPTION` for one that is no text, or a master key that lacks something.
 */
export function masterKeyGroups(options: RecipientOptions): readonly (readonly MasterKey[])[] {
  const recipients = [options.recipients ?? []].flat()
  const groups = options.keyGroups ?? []
  requireKeyGroups(groups)
  if (recipients.length > 0 && groups.length > 0) {
    throw new SopsError('CONFLICTING_OPTIONS', 'Give either recipients or key groups, not both.')
  }
  if (groups.length > 0) return groups.map((group) => masterKeysOf(group))
  if (recipients.some((text) => text !== '')) return [masterKeysOf(recipients)]
  throw new SopsError(
    'NO_RECIPIENTS',
    'Name at least one recipient to encrypt for (the command takes --age age1…, SOPS_AGE_RECIPIENTS, or a creation rule of .sops.yaml).',
  )
}

/**
 * The services that wrap the data key, in the order they are asked.
 *
 * @throws {@link SopsError} `INVALID_OPTION`.
 */
export function wrappingServices(options: RecipientOptions): readonly KeyService[] {
  const services = givenServices(options.services)
  const identities: unknown = options.identities
  if (identities === undefined) return services
  if (identities === 'environment') return [...services, ...keyServicesFromEnvironment()]
  throw new SopsError(
    'INVALID_OPTION',
    "Identities decrypt. To encrypt give recipients, keyGroups and services, or identities: 'environment'.",
  )
}
