import type { Passphrases } from './passphrase/passphrases.ts'
import type { AgePlugins } from './plugins/age-plugins.ts'

/** What a service needs beside identities, each only for some kinds of them. */
export interface AgeTools {
  readonly passphrases: Passphrases | undefined
  readonly plugins: AgePlugins | undefined
}
