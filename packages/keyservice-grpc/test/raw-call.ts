import { Client, credentials } from '@grpc/grpc-js'
import { onTestFinished } from 'vitest'

/** What a call ended with. */
export interface RawEnd {
  readonly code: number
  readonly details: string
  readonly answer: Uint8Array | undefined
}

/** Sends bytes to a method of a server, without our client. */
export function rawCall(address: string, path: string, message: Uint8Array): Promise<RawEnd> {
  const client = new Client(address.replace('tcp://', ''), credentials.createInsecure())
  onTestFinished(() => client.close())
  return new Promise((resolve) => {
    client.makeUnaryRequest(
      path,
      (bytes: Uint8Array) => Buffer.from(bytes),
      (bytes) => bytes,
      message,
      (error, answer) => resolve({ code: error?.code ?? 0, details: error?.details ?? '', answer }),
    )
  })
}
