import { isSopsError } from '@sopskit/core'
import { textOfEntry } from './entry-text.ts'
import type { ReadEntry } from './key-environment.ts'
import { invalidEntry } from './secret-entries.ts'

/** The text of an age key file: native, post-quantum and plugin identities; neither SSH nor passphrases (FLX-012). */
export const readAgeEntry: ReadEntry = async (entry, { env, platform }) => {
  const { ageKeyService, parseAgeIdentities } = await import('@sopskit/keyservice-age')
  const { agePlugins } = await import('@sopskit/keyservice-age/node')
  let identities: readonly string[]
  try {
    identities = parseAgeIdentities(textOfEntry(entry))
  } catch (error) {
    const line = isSopsError(error) ? error.position?.line : undefined
    const where = line === undefined ? '' : `; look at line ${line}`
    throw invalidEntry(
      entry.key,
      `is not the text of an age key file${where}. SSH keys and files with a passphrase have no place there`,
    )
  }
  if (identities.length === 0) throw invalidEntry(entry.key, 'holds no age identity')
  const service = ageKeyService({ identities, plugins: agePlugins({ env, platform }) })
  return { type: 'age', service: { ...service, name: `age (${entry.key})` } }
}
