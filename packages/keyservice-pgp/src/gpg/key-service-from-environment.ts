import type { KeyService } from '@sopskit/core'
import { gpgKeyService } from './gpg-key-service.ts'
import type { RunGpg } from './run-gpg.ts'

/** What decides how gpg is run; all of it handed in, so that two tenants of a process never meet. */
export interface GpgEnvironment {
  /** The variables, as `process.env` has them; gpg gets them all. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** How long gpg may take, in milliseconds. Default: 300,000. */
  readonly deadlineMs?: number | undefined
  /** Runs the program. Default: as a process of this machine. */
  readonly run?: RunGpg | undefined
}

/**
 * The key service of `gpgKeyService` with the program that sops would run: `SOPS_GPG_EXEC`, a name or a path
 * and no command line, else `gpg` (PGP-007). The GnuPG home is what gpg finds by itself (PGP-008).
 *
 * @example
 * ```ts
 * import { gpgKeyServiceFromEnvironment } from '@sopskit/keyservice-pgp/gpg'
 * const service = gpgKeyServiceFromEnvironment({ env: process.env })
 * console.log(service.name)
 * ```
 */
export function gpgKeyServiceFromEnvironment({ env, ...rest }: GpgEnvironment): KeyService {
  return gpgKeyService({ ...rest, env, program: env['SOPS_GPG_EXEC'] || 'gpg' })
}
