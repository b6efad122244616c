import { join } from 'node:path'
import { loadAead } from '@sopskit/core'
import { atPlace } from '../at-place.ts'
import { fluxKeyServices } from '../keys/flux-key-services.ts'
import { readSecretEntries } from '../keys/secret-entries.ts'
import type { BuildFluxOptions } from './build-options.ts'
import type { BuildPlace } from './build-place.ts'
import type { Opener } from './opener.ts'

/** What opens files in a build: the keys of the decryption Secret and the services that are handed in. */
export async function openerFor(
  options: BuildFluxOptions,
  { scratch, fileSystem }: BuildPlace,
): Promise<Opener> {
  const { decryptionSecret, services = [], env = {}, platform = process.platform } = options
  const entries =
    decryptionSecret === undefined
      ? undefined
      : await atPlace('The decryption Secret', () => readSecretEntries(decryptionSecret))
  const keys = await fluxKeyServices({
    entries,
    services,
    env,
    platform,
    readFile: (path) => fileSystem.readFile(path),
    keepFile: async (name, text) => {
      await fileSystem.writeFile(join(scratch, name), text, { flag: 'wx', mode: 0o600 })
      return join(scratch, name)
    },
  })
  const { decryptionOrder, signal } = options
  return { services: keys, aead: await loadAead(), decryptionOrder, signal }
}
