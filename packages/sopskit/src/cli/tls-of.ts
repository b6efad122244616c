import { resolve } from 'node:path'
import { SopsError } from '@sopskit/core'
import type { ClientTls, ServerTls } from '@sopskit/keyservice-grpc'
import { readInput } from '../files/read-input.ts'
import type { CommandIo } from './command-io.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { given } from './request.ts'

/**
 * How key services behind TLS are trusted; `undefined` where none of the flags is given.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`.
 */
export async function clientTlsOf(
  flags: FlagValues,
  io: CommandIo,
): Promise<ClientTls | undefined> {
  const ca = await textOf(flags['keyservice-ca'], io)
  const cert = await textOf(flags['keyservice-cert'], io)
  const key = await textOf(flags['keyservice-key'], io)
  if (ca === undefined && cert === undefined && key === undefined) return undefined
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  }
}

/**
 * How the key service proves who it is; `undefined` where it speaks in clear.
 *
 * @throws {@link SopsError} `CONFLICTING_OPTIONS` for a certificate without its key, or the reverse;
 * `FILE_NOT_FOUND`, `FILE_UNREADABLE`.
 */
export async function serverTlsOf(
  flags: FlagValues,
  io: CommandIo,
): Promise<ServerTls | undefined> {
  const cert = await textOf(flags['tls-cert'], io)
  const key = await textOf(flags['tls-key'], io)
  const clientCa = await textOf(flags['tls-client-ca'], io)
  if (cert === undefined && key === undefined && clientCa === undefined) return undefined
  if (cert !== undefined && key !== undefined) {
    return { cert, key, ...(clientCa !== undefined && { clientCa }) }
  }
  throw new SopsError('CONFLICTING_OPTIONS', 'Give --tls-cert and --tls-key together.')
}

async function textOf(file: string | undefined, io: CommandIo): Promise<string | undefined> {
  const path = given(file)
  if (path === undefined) return undefined
  return new TextDecoder().decode(await readInput(resolve(io.cwd, path), io.fileSystem))
}
