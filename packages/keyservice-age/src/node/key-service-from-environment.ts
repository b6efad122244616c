import type { KeyService } from '@sopskit/core'
import { createKeyService } from '../create-key-service.ts'
import type { Passphrases } from '../passphrase/passphrases.ts'
import type { AgeEnvironment } from './age-environment.ts'
import type { AgeIdentitySearch, IdentitySourcesSearch } from './identity-search.ts'
import { createSearcher } from './identity-search.ts'
import { agePlugins } from './plugins/age-plugins.ts'

/**
 * The key service over the identities of {@link ageIdentitiesFromEnvironment}; plugins are run, and passphrases
 * asked for, with what the environment has for it. Nothing is read before the first age data key must be
 * unwrapped, and then once; commands run once for each recipient (AGE-014). When no identity fits, the error
 * lists every place looked at and what was wrong there; its codes are those of `ageKeyService`.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for a deadline that cannot be.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { homedir } from 'node:os'
 * import { ageKeyServiceFromEnvironment } from '@sopskit/keyservice-age/node'
 * const service = ageKeyServiceFromEnvironment({
 *   env: process.env,
 *   platform: process.platform,
 *   homeDirectory: homedir(),
 *   readFile,
 *   askPassphrase: async ({ place }) => (place === 'SOPS_AGE_KEY_FILE' ? 'from a safe' : undefined),
 * })
 * ```
 */
export function ageKeyServiceFromEnvironment(environment: AgeEnvironment): KeyService {
  const search = createSearcher(environment)
  return createKeyService(
    async (recipient, signal) => {
      const found = await search(recipient, signal)
      return { identities: found.identities, sources: sourcesOf(found), report: reportOf(found) }
    },
    { passphrases: passphrasesOf(environment), plugins: agePlugins(environment) },
  )
}

/** Nothing of it is loaded before it is needed, which is seldom. */
function passphrasesOf(environment: AgeEnvironment): Passphrases {
  const load = async (): Promise<Passphrases> => {
    const { agentPassphrases } = await import('./passphrase/agent-passphrases.ts')
    return agentPassphrases(environment, environment.askPassphrase)
  }
  return {
    ask: async (request, file) => (await load()).ask(request, file),
    reject: async (file) => (await load()).reject?.(file),
  }
}

function sourcesOf({ sources }: IdentitySourcesSearch): string {
  return sources.map(({ name, count }) => `${name} (${count})`).join(', ')
}

function reportOf({ failures, notFound }: AgeIdentitySearch): string {
  const failed = failures.map(({ source, message }) => `${source}: ${message}`)
  const missing = notFound.length > 0 ? [`No identity in ${notFound.join(', ')}.`] : []
  return [...failed, ...missing].join(' ')
}
