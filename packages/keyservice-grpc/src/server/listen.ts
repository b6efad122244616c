import type { Socket } from 'node:net'
import { createServer } from 'node:net'
import { SopsError } from '@sopskit/core'
import { type Address, formatAddress } from '../address.ts'

/** What accepts connections. */
export interface Listener {
  /** The port, which the system chose where none was wanted. */
  readonly port: number
  /** Ends every connection and stops to listen. */
  close(): Promise<void>
}

/** Where to listen, and what that is called in messages. */
export interface ListenOptions {
  readonly address: Address
  /** The path of a unix socket until it has its name. */
  readonly bindPath: string | undefined
}

/**
 * Listens and hands on connections. The gRPC library could do so itself, but would print what goes wrong.
 *
 * @throws `SERVICE_UNAVAILABLE`
 */
export async function listen(
  { address, bindPath }: ListenOptions,
  accept: (socket: Socket) => void,
): Promise<Listener> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // Who loses a connection is told by the layer above.
    socket.on('error', () => undefined)
    accept(socket)
  })
  const where =
    address.kind === 'unix'
      ? { path: bindPath ?? address.path }
      : { host: address.host, port: address.port }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(address, error)))
    server.listen(where, resolve)
  })
  const bound = server.address()
  return {
    port: bound === null || typeof bound === 'string' ? 0 : bound.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function cannotListen(address: Address, error: Error): SopsError {
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  const message = `The key service cannot listen at ${formatAddress(address)}${code}. Choose another address.`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}
