import type * as Grpc from '@grpc/grpc-js'
import { requirePem } from '../require-pem.ts'
import type { ServerTls } from './server-tls.ts'

/** How connections are protected. @throws `INVALID_IDENTITY` */
export function serverCredentials(
  made: typeof Grpc.ServerCredentials,
  tls: ServerTls | undefined,
): Grpc.ServerCredentials {
  if (tls === undefined) return made.createInsecure()
  const { cert, key, clientCa } = tls
  requirePem({ cert, key, ca: clientCa })
  return made.createSsl(
    clientCa === undefined ? null : Buffer.from(clientCa),
    [{ cert_chain: Buffer.from(cert), private_key: Buffer.from(key) }],
    clientCa !== undefined,
  )
}
