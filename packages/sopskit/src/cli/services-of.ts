import type { KeyService } from '@sopskit/core'
import { localServices } from '../services/local-services.ts'
import { noKeyService, remoteServices } from '../services/remote-services.ts'
import type { CommandIo } from './command-io.ts'
import { clientTlsOf } from './tls-of.ts'
import { printable } from './report.ts'
import type { CommandRequest } from './request.ts'

/**
 * The key services that a command asks: those of this process with the credentials of its environment, then
 * those that `--keyservice` names (KS-005).
 *
 * @throws {@link SopsError} `INVALID_OPTION` for an address that is none; without any service `WRAP_FAILED`
 * or `DATA_KEY_UNAVAILABLE` (KS-007).
 */
export async function servicesOf(
  { command, flags }: Pick<CommandRequest, 'command' | 'flags'>,
  io: CommandIo,
): Promise<readonly KeyService[]> {
  const remote = await remoteServices(flags.keyservice ?? [], {
    insecure: flags['insecure-keyservice'],
    tls: await clientTlsOf(flags, io),
    warn: (message) => io.writeStderr(printable(`sopskit: warning: ${message}\n`)),
  })
  const local = localServices(io)
  if (flags['enable-local-keyservice'] !== false) return [...local, ...remote]
  if (remote.length === 0) throw noKeyService(command)
  return [...remote, ...local.map(withoutKeys)]
}

/** Uses no key, but completes those that others use, as sops does (AZ-003). */
function withoutKeys(service: KeyService): KeyService {
  return { ...service, wrap: async () => null, unwrap: async () => null }
}
