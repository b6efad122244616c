import type { KeyService } from '@sopskit/core'
import {
  decodeUtf8,
  encodeUtf8,
  requireCiphertext,
  requireDataKey,
  requireDeadline,
  requireWrapped,
} from '@sopskit/core'
import { parseAddress, requireProtected } from '../address.ts'
import { encodeRequest } from '../wire/messages.ts'
import type { ClientTls } from './client-tls.ts'
import { createRemote } from './remote.ts'

/** Settings of {@link grpcKeyService}. */
export interface GrpcKeyServiceOptions {
  /** `tcp://HOST:PORT`, `unix:///PATH` or `unix:RELATIVE/PATH` (KS-004). */
  readonly address: string
  /** Speaks TLS with a server that does; `sops keyservice` does not. */
  readonly tls?: ClientTls
  /** True sends data keys in clear to another machine. On this machine that is the default. */
  readonly insecure?: boolean
  /** After so many milliseconds a call ends with `SERVICE_UNAVAILABLE`; default 120000, since somebody may be asked. */
  readonly deadlineMs?: number
}

/** A key service whose connection can be closed. */
export interface GrpcKeyService extends KeyService {
  /** Ends calls and the connection; a later call opens another. An idle connection does not keep the process alive. */
  close(): void
}

const defaultDeadlineMs = 120_000

const ways =
  'Protect it by TLS: tls (--keyservice-ca of the command). Or say that something else does: insecure (--insecure-keyservice).'

/**
 * A key service that has another process do the work: `sops keyservice`, or `startKeyServiceServer`
 * (KS-001 to KS-006). It handles every kind of key; credentials and identities are those of the server.
 * Nothing is loaded or connected before the first call.
 *
 * - Both directions throw {@link SopsError} `SERVICE_UNAVAILABLE` for a server that is unreachable or too
 *   slow, `PERMISSION_DENIED` where it refuses, `PACKAGE_MISSING` without `@grpc/grpc-js`, `ABORTED`, and `INVALID_IDENTITY` for certificates of
 *   `tls` that cannot be used; for all else `wrap` throws `WRAP_FAILED` and `unwrap` `UNWRAP_FAILED`.
 *   The message names the gRPC status. The text of the server is withheld: it could hold secrets.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for an address that is none, and for one on another machine
 * with neither `tls` nor `insecure`.
 * @example
 * ```ts
 * import { grpcKeyService } from '@sopskit/keyservice-grpc'
 * const service = grpcKeyService({ address: 'unix:///run/user/1000/sops.sock' })
 * service.close()
 * ```
 */
export function grpcKeyService(options: GrpcKeyServiceOptions): GrpcKeyService {
  const { tls, deadlineMs = defaultDeadlineMs } = options
  const address = parseAddress(options.address)
  requireProtected(address, options, ways)
  requireDeadline(deadlineMs)
  const remote = createRemote({ address, tls, deadlineMs })
  const subject = `The key service ${remote.name}`
  return {
    name: 'keyservice',
    wrap: async (key, dataKey, call) => {
      const request = encodeRequest(key, dataKey)
      if (request === undefined) return null
      return requireCiphertext(decodeUtf8(await remote.ask('encrypt', request, call)), subject)
    },
    unwrap: async (key, enc, call) => {
      const request = encodeRequest(key, encodeUtf8(enc))
      if (request === undefined) return null
      requireWrapped(enc, subject)
      const dataKey = await remote.ask('decrypt', request, call)
      return Uint8Array.from(requireDataKey(dataKey, subject))
    },
    close: () => remote.close(),
  }
}
