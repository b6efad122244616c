import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { afterEach } from 'vitest'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** Something that talks like gpg-agent. */
export interface Agent {
  readonly socket: string
  readonly heard: readonly string[]
}

/**
 * Listens at a socket; gives this answer to a question for a passphrase, and hangs up when it is empty. With an
 * empty greeting it says nothing before it is spoken to.
 */
export async function startAgent(
  socket: string,
  answer: string,
  greeting = 'OK Pleased to meet you',
): Promise<Agent> {
  const heard: string[] = []
  const server = createServer((connection) => {
    if (greeting !== '') connection.write(`${greeting}\n`)
    connection.on('data', (piece) => {
      for (const line of piece.toString().trimEnd().split('\n')) {
        heard.push(line)
        if (line.startsWith('GET_PASSPHRASE') && answer === '') connection.destroy()
        else connection.write(line.startsWith('GET_PASSPHRASE') ? `${answer}\n` : 'OK\n')
      }
    })
    connection.on('error', () => undefined)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return { socket, heard }
}
