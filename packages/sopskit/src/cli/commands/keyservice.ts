import { SopsError } from '@sopskit/core'
import { listeningAddress } from '../listening-address.ts'
import { requireKeyIds } from '../require-key-ids.ts'
import { localServices } from '../../services/local-services.ts'
import { surroundingsWith } from '../../processes/surroundings.ts'
import type { CommandIo } from '../command-io.ts'
import { readAnswer } from '../read-answer.ts'
import { surroundingsOf } from '../surroundings-of.ts'
import { serverTlsOf } from '../tls-of.ts'
import type { CommandRun } from './command.ts'

/** Serves the keys of this process to other ones until a signal ends it (KS-008). */
export const run: CommandRun = async ({ flags }, io) => {
  const { startKeyServiceServer } = await import('@sopskit/keyservice-grpc')
  const { allow } = flags
  const address = listeningAddress(flags)
  requireKeyIds(allow ?? [])
  const tls = await serverTlsOf(flags, io)
  const stopped = signalled(io)
  const server = await startKeyServiceServer({
    address,
    services: localServices(io),
    ...(tls === undefined ? { insecure: flags.insecure === true } : { tls }),
    log: (line) => io.writeStderr(`${io.now().toISOString()} ${line}\n`),
    ...(allow !== undefined && { allow }),
    ...(flags.prompt === true && { prompt: askBy(io) }),
  })
  io.writeStderr(`sopskit: the key service listens on ${server.address}\n`)
  await stopped
  await server.close()
  return 0
}

/** Asks until there is an answer, before any key is used (KS-009). */
function askBy(io: CommandIo): (question: { operation: string; key: string }) => Promise<boolean> {
  return async ({ operation, key }) => {
    for (;;) {
      await io.writeStdout(`\nReceived an ${operation} request for ${key}. Respond to it? (y/n):`)
      const answer = await readAnswer(io.stdin)
      if (answer === undefined) throw new SopsError('ABORTED', 'Nobody answered.')
      if (answer === 'y' || answer === 'n') return answer === 'y'
    }
  }
}

/** A signal is how it is meant to end, with exit code 0 (KS-008). */
function signalled(io: CommandIo): Promise<void> {
  io.releaseSignals()
  const { events } = surroundingsWith(surroundingsOf(io))
  return new Promise((resolve) => {
    const release = events.onSignals(['SIGINT', 'SIGTERM', 'SIGHUP'], () => {
      release()
      resolve()
    })
  })
}
