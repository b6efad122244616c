import { SopsError } from '@sopskit/core'
import { localServices } from '../../services/local-services.ts'
import type { CommandIo } from '../command-io.ts'
import { readAnswer } from '../read-answer.ts'
import type { CommandRun } from './command.ts'

/** Serves the keys of this process to other ones until a signal ends it (KS-008). */
export const run: CommandRun = async ({ flags }, io) => {
  const { startKeyServiceServer } = await import('@sopskit/keyservice-grpc')
  const { network = 'tcp', address = '127.0.0.1:5000', allow } = flags
  const server = await startKeyServiceServer({
    address: addressOf(network, address),
    services: localServices(io),
    insecure: flags.insecure === true,
    signal: io.signal,
    log: (line) => io.writeStderr(`${io.now().toISOString()} ${line}\n`),
    ...(allow !== undefined && { allow }),
    ...(flags.prompt === true && { prompt: askBy(io) }),
  })
  io.writeStderr(`sopskit: the key service listens on ${server.address}\n`)
  await ended(io.signal)
  await server.close()
  return 0
}

function addressOf(network: string, address: string): string {
  if (network === 'unix') return address.startsWith('/') ? `unix://${address}` : `unix:${address}`
  if (network === 'tcp') return `tcp://${address}`
  throw new SopsError('INVALID_OPTION', 'The network of a key service is tcp or unix.')
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

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
