import type { Server } from '@grpc/grpc-js'
import { refuseAborted } from '@sopskit/core'
import { formatAddress, parseAddress, requireProtected } from '../address.ts'
import { loadGrpc } from '../load-grpc.ts'
import { createGrpcServer } from './grpc-server.ts'
import { keyRequestServer, type ServeOptions } from './key-request-server.ts'
import { listen, type Listener } from './listen.ts'
import { serverCredentials } from './server-credentials.ts'
import type { ServerTls } from './server-tls.ts'
import { prepareUnixSocket, type UnixSocket } from './unix-socket.ts'

/** Settings of {@link startKeyServiceServer}. */
export interface KeyServiceServerOptions extends ServeOptions {
  /** `tcp://HOST:PORT`, where the port 0 is any, `unix:///PATH` or `unix:RELATIVE/PATH` (KS-004). */
  readonly address: string
  /** Speaks TLS; real `sops` does not. */
  readonly tls?: ServerTls
  /** True listens in clear where other machines can reach it: each of them can use the keys. */
  readonly insecure?: boolean
  /** Closes the server. */
  readonly signal?: AbortSignal
}

/** A running server. */
export interface KeyServiceServer {
  /** Where it listens, in the form that `--keyservice` takes. */
  readonly address: string
  /** Ends running calls, closes the server and removes its socket. */
  close(): Promise<void>
}

const ways =
  'Protect it by TLS: tls (--tls-cert with --tls-key of the command). Or say that something else does: insecure (--insecure).'

/**
 * Serves the key service protocol of `sops` (KS-001 to KS-011): whoever connects can use the keys of
 * `services`. Real `sops` uses it by `--keyservice ADDRESS`, sopskit by `grpcKeyService`.
 *
 * A unix socket is open to this user only; that of a server that has died is replaced, that of a living one
 * is not. `allow` names the keys that may be used. `prompt` is asked before any cryptographic work, one
 * question at a time. Both go by the key that the client names; `AllowedKeys` says what that means. `log` gets
 * a line for each call, without secrets. Only data keys are wrapped, and only what has the length of a data
 * key is given out.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for an address that is none, and for one that other machines can
 * reach with neither `tls` nor `insecure`; `INVALID_IDENTITY` for a certificate that cannot be used;
 * `SERVICE_UNAVAILABLE` when nothing can listen there; `PACKAGE_MISSING` without `@grpc/grpc-js`; `ABORTED` when
 * the signal is aborted already.
 * @example
 * ```ts
 * import { ageKeyService } from '@sopskit/keyservice-age'
 * import { startKeyServiceServer } from '@sopskit/keyservice-grpc'
 * const server = await startKeyServiceServer({
 *   address: 'tcp://127.0.0.1:0',
 *   services: [ageKeyService()],
 *   allow: ['age:age1wylsspaenmkqkxgtka9n3vcjnagsu2vkstevaafvu06xxtcccg8qz9ustl'],
 * })
 * console.log(server.address)
 * await server.close()
 * ```
 */
export async function startKeyServiceServer(
  options: KeyServiceServerOptions,
): Promise<KeyServiceServer> {
  const { tls, signal } = options
  const address = parseAddress(options.address)
  requireProtected(address, options, ways)
  refuseAborted(signal, 'The key service')
  const grpc = await loadGrpc()
  const credentials = serverCredentials(grpc.ServerCredentials, tls)
  const server = createGrpcServer(grpc, keyRequestServer(options))
  const { injectConnection } = server.createConnectionInjector(credentials)
  const socket = address.kind === 'unix' ? await prepareUnixSocket(address.path) : undefined
  let listener: Listener | undefined
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    signal?.removeEventListener('abort', onAbort)
    closing ??= end({ server, socket, listener })
    return closing
  }
  const onAbort = (): void => void close()
  try {
    listener = await listen({ address, bindPath: socket?.bindPath }, injectConnection)
    await socket?.publish()
    refuseAborted(signal, 'The key service')
    signal?.addEventListener('abort', onAbort, { once: true })
    const { port } = listener
    const listening = address.kind === 'tcp' ? { ...address, port } : address
    return { address: formatAddress(listening), close }
  } catch (error) {
    await close()
    throw error
  }
}

interface Running {
  readonly server: Server
  readonly socket: UnixSocket | undefined
  readonly listener: Listener | undefined
}

// First the name, so that nobody finds a server that is gone.
async function end({ server, socket, listener }: Running): Promise<void> {
  await socket?.remove()
  server.forceShutdown()
  await listener?.close()
}
