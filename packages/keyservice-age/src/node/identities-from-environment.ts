import { isSopsError } from '@sopskit/core'
import type { AgeEnvironment } from './age-environment.ts'
import { identitySources } from './identity-sources.ts'

/** A source of identities that is there but cannot be used. */
export interface AgeSourceFailure {
  /** The variable's name, or the path of the default key file. */
  readonly source: string
  /** Why, in one or more sentences; nothing secret. */
  readonly message: string
}

/** What {@link ageIdentitiesFromEnvironment} found. */
export interface AgeIdentitySearch {
  /** Identities of all sources together (AGE-006), each once. */
  readonly identities: readonly string[]
  readonly failures: readonly AgeSourceFailure[]
  /** Where this release looked and found no identity: variables not set, files not there or without one. */
  readonly notFound: readonly string[]
}

/**
 * Collects age identities where sops looks for them, in its order: `SOPS_AGE_KEY`, `SOPS_AGE_KEY_FILE`, then
 * `sops/age/keys.txt` in the user's configuration folder (AGE-006, AGE-007). None shadows another, and a
 * source that fails does not stop the search (AGE-008): nothing is thrown.
 *
 * This release does not use SSH keys, commands (`SOPS_AGE_KEY_CMD`, `SOPS_AGE_SSH_PRIVATE_KEY_*`), identities
 * of plugins, and key files encrypted with a passphrase; each of them that is present is a failure.
 *
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
): Promise<AgeIdentitySearch> {
  const identities = new Set<string>()
  const failures: AgeSourceFailure[] = []
  const notFound: string[] = []
  for (const { name, read } of identitySources(environment)) {
    try {
      const text = await read()
      for (const identity of text?.identities ?? []) identities.add(identity)
      if (text?.pluginLines.length) failures.push(pluginFailure(name, text.pluginLines))
      else if (!text?.identities.length) notFound.push(name)
    } catch (error) {
      if (!isSopsError(error)) throw error
      failures.push({ source: name, message: error.message })
    }
  }
  return { identities: [...identities], failures, notFound }
}

function pluginFailure(source: string, lines: readonly number[]): AgeSourceFailure {
  const message = `Identities of age plugins come with a later release (line ${lines.join(', ')}).`
  return { source, message }
}
