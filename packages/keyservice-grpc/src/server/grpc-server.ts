import type * as Grpc from '@grpc/grpc-js'
import { maxMessageSize } from '../limits.ts'
import { encodeResponse, type KeyOperation, methodPaths } from '../wire/messages.ts'
import type { ServeRequest } from './key-request-server.ts'
import { refusalFor } from './refusal.ts'

/** A gRPC server that answers the two methods by `serve`; a client that goes away aborts its signal. */
export function createGrpcServer(grpc: typeof Grpc, serve: ServeRequest): Grpc.Server {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': maxMessageSize,
    'grpc.max_concurrent_streams': 100,
    'grpc.enable_channelz': 0,
  })
  const operations: readonly KeyOperation[] = ['encrypt', 'decrypt']
  server.addService(
    Object.fromEntries(operations.map((operation) => [operation, definition(operation)])),
    Object.fromEntries(
      operations.map((operation) => [operation, handler(operation, serve, grpc.status)]),
    ),
  )
  return server
}

/** Messages stay bytes here: what is wrong with them is told by `serve`. */
function definition(operation: KeyOperation): Grpc.MethodDefinition<Uint8Array, Uint8Array> {
  return {
    path: methodPaths[operation],
    requestStream: false,
    responseStream: false,
    requestSerialize: (bytes) => Buffer.from(bytes),
    requestDeserialize: (bytes) => bytes,
    responseSerialize: (bytes) => Buffer.from(bytes),
    responseDeserialize: (bytes) => bytes,
  }
}

function handler(
  operation: KeyOperation,
  serve: ServeRequest,
  codes: typeof Grpc.status,
): Grpc.handleUnaryCall<Uint8Array, Uint8Array> {
  return (call, answer) => {
    const controller = new AbortController()
    call.on('cancelled', () => controller.abort())
    if (call.cancelled) controller.abort()
    void respond(serve(operation, call.request, controller.signal), answer, codes)
  }
}

async function respond(
  result: Promise<Uint8Array>,
  answer: Grpc.sendUnaryData<Uint8Array>,
  codes: typeof Grpc.status,
): Promise<void> {
  try {
    answer(null, encodeResponse(await result))
  } catch (error) {
    const { status, message } = refusalFor(error)
    answer({ code: codes[status], details: message })
  }
}
