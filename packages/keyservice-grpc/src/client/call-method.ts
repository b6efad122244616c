import type { Client } from '@grpc/grpc-js'
import { type KeyOperation, methodPaths } from '../wire/messages.ts'

/** One call. Its deadline comes with the signal: that of the library would end it with another error. */
export interface MethodCall {
  readonly operation: KeyOperation
  readonly request: Uint8Array
  readonly signal: AbortSignal
}

/** Calls a method and gives the message of the answer; rejects with the status otherwise. */
export async function callMethod(client: Client, call: MethodCall): Promise<Uint8Array> {
  const { operation, request, signal } = call
  let abort: (() => void) | undefined
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      const running = client.makeUnaryRequest(
        methodPaths[operation],
        asBuffer,
        (answer) => answer,
        request,
        (error, answer) => {
          if (error !== null) reject(error)
          else resolve(answer ?? new Uint8Array())
        },
      )
      abort = () => running.cancel()
      signal.addEventListener('abort', abort, { once: true })
      if (signal.aborted) abort()
    })
  } finally {
    if (abort !== undefined) signal.removeEventListener('abort', abort)
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes)
}
