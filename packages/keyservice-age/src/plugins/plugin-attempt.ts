import { SopsError } from '@sopskit/core'
import { ageFileOpener } from '../open-age-file.ts'
import type { Attempt } from '../unwrap-by-others.ts'
import type { AgePlugins } from './age-plugins.ts'

/** Has the plugin of an identity look for the file key. */
export function createPluginAttempt(identity: string, plugins: AgePlugins | undefined): Attempt {
  return async ({ file, signal }) => {
    if (plugins === undefined) {
      throw new SopsError('UNSUPPORTED_KEY_TYPE', 'There is nothing here that runs age plugins.')
    }
    const open = await ageFileOpener([
      { unwrapFileKey: (stanzas) => plugins.unwrapFileKey(identity, stanzas, signal) },
    ])
    return open(file)
  }
}
