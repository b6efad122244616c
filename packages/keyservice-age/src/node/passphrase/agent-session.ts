import type { Socket } from 'node:net'
import { once } from 'node:events'
import { unlessAborted } from '@sopskit/core'

const maxLine = 4096

/** A talk with gpg-agent: a line is sent, a line comes back. */
export interface AgentSession {
  /** Rejects when the agent hangs up. */
  readonly send: (line: string) => Promise<string>
  readonly close: () => void
}

/** How long a talk goes on. */
export interface AgentPatience {
  readonly signal: AbortSignal
  /** Milliseconds for the greeting, for which an agent asks nobody. */
  readonly greetingMs: number
}

/** Opens a talk with the first agent that listens and greets in time; `undefined` when there is none. */
export async function openAgentSession(
  sockets: readonly string[],
  { signal, greetingMs }: AgentPatience,
): Promise<AgentSession | undefined> {
  const { createConnection } = await import('node:net')
  for (const path of sockets) {
    const socket = createConnection({ path })
    const soon = AbortSignal.any([signal, AbortSignal.timeout(greetingMs)])
    try {
      await once(socket, 'connect', { signal: soon })
      const session = sessionOver(socket, signal)
      const greeting = await unlessAborted(session.receive(), soon, () => new Error('silent'))
      if (greeting.startsWith('OK')) return session
    } catch {
      // No agent there.
    }
    socket.destroy()
  }
  return undefined
}

function sessionOver(
  socket: Socket,
  signal: AbortSignal,
): AgentSession & { readonly receive: () => Promise<string> } {
  const lines = linesOf(socket)[Symbol.asyncIterator]()
  const close = (): void => {
    socket.destroy()
  }
  signal.addEventListener('abort', close, { once: true })
  const receive = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (done === true) throw new Error('the agent hung up')
    return value
  }
  const send = (line: string): Promise<string> => {
    socket.write(`${line}\n`)
    return receive()
  }
  return { send, receive, close }
}

async function* linesOf(socket: Socket): AsyncGenerator<string, undefined> {
  let rest = ''
  for await (const piece of socket) {
    if (!(piece instanceof Uint8Array)) continue
    const lines = (rest + Buffer.from(piece).toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxLine) return
    yield* lines
  }
}
