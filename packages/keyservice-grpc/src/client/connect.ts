import type * as Grpc from '@grpc/grpc-js'
import { type Address, grpcTarget } from '../address.ts'
import { loadGrpc } from '../load-grpc.ts'
import { maxMessageSize } from '../limits.ts'
import { requirePem } from '../require-pem.ts'
import type { ClientTls } from './client-tls.ts'

/** A client for an address; it connects when it is used. Nothing comes from the environment of the process. */
export async function connect(address: Address, tls: ClientTls | undefined): Promise<Grpc.Client> {
  const grpc = await loadGrpc()
  return new grpc.Client(grpcTarget(address), credentials(grpc.credentials, tls), {
    'grpc.enable_http_proxy': 0,
    'grpc.service_config_disable_resolution': 1,
    'grpc.max_receive_message_length': maxMessageSize,
    'grpc.enable_retries': 0,
    ...(tls?.serverName === undefined
      ? {}
      : {
          'grpc.ssl_target_name_override': tls.serverName,
          'grpc.default_authority': tls.serverName,
        }),
  })
}

function credentials(
  made: typeof Grpc.credentials,
  tls: ClientTls | undefined,
): Grpc.ChannelCredentials {
  if (tls === undefined) return made.createInsecure()
  const { ca, cert, key } = tls
  requirePem({ ca, cert, key })
  return made.createSsl(bytes(ca), bytes(key), bytes(cert))
}

function bytes(text: string | undefined): Buffer | null {
  return text === undefined ? null : Buffer.from(text)
}
