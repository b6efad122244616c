import type * as Grpc from '@grpc/grpc-js'
import { loadPackage } from '@sopskit/core'

/** The gRPC library, which is installed only where it is wanted. */
export function loadGrpc(): Promise<typeof Grpc> {
  return loadPackage('@grpc/grpc-js', () => import('@grpc/grpc-js'))
}
