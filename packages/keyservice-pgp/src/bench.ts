import type { Config } from 'openpgp'
import type { OpenPgp } from './openpgp-library.ts'

/** The library and how it is to be used. */
export interface Bench {
  readonly library: OpenPgp
  readonly config: Config
}
