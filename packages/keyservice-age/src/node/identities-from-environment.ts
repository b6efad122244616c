import type { AgeEnvironment } from './age-environment.ts'
import type { AgeIdentitySearch } from './identity-search.ts'
import { createSearcher } from './identity-search.ts'

/** What {@link ageIdentitiesFromEnvironment} searches for. */
export interface AgeIdentitySearchOptions {
  /** The recipient that is to be decrypted; commands find it in `SOPS_AGE_RECIPIENT`. Default: empty. */
  readonly recipient?: string
  readonly signal?: AbortSignal
}

/**
 * Collects age identities where sops looks for them, in its order (AGE-006): the private keys of SSH that
 * `SOPS_AGE_SSH_PRIVATE_KEY_FILE` names and `SOPS_AGE_SSH_PRIVATE_KEY_CMD` gives, `~/.ssh/id_ed25519`,
 * `~/.ssh/id_rsa`, then `SOPS_AGE_KEY`, `SOPS_AGE_KEY_FILE`, `SOPS_AGE_KEY_CMD`, and `sops/age/keys.txt` in the
 * user's configuration folder (AGE-007). None shadows another, and a source that fails does not stop the search
 * (AGE-008). Nobody is asked for a passphrase yet: `ageKeyService` takes the result as it is.
 *
 * @throws {@link SopsError} `ABORTED` when the signal is aborted; a command that runs is ended. `INVALID_OPTION`
 * for a deadline that cannot be.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { homedir } from 'node:os'
 * import { ageIdentitiesFromEnvironment } from '@sopskit/keyservice-age/node'
 * const search = await ageIdentitiesFromEnvironment({
 *   env: process.env,
 *   platform: process.platform,
 *   homeDirectory: homedir(),
 *   readFile,
 * })
 * console.log(search.identities.length, search.failures, search.notFound)
 * ```
 */
export async function ageIdentitiesFromEnvironment(
  environment: AgeEnvironment,
  { recipient = '', signal }: AgeIdentitySearchOptions = {},
): Promise<AgeIdentitySearch> {
  const { identities, failures, notFound } = await createSearcher(environment)(recipient, signal)
  return { identities, failures, notFound }
}
