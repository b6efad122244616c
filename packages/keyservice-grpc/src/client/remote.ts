import type { Client } from '@grpc/grpc-js'
import type { KeyServiceCall } from '@sopskit/core'
import { isSopsError, withDeadline } from '@sopskit/core'
import type { SopsError } from '@sopskit/core'
import { type Address, formatAddress } from '../address.ts'
import { decodeResponse, type KeyOperation } from '../wire/messages.ts'
import { MalformedMessage } from '../wire/protobuf.ts'
import { callFailure, strangeAnswer } from './call-failure.ts'
import { callMethod } from './call-method.ts'
import type { ClientTls } from './client-tls.ts'
import { connect } from './connect.ts'

/** What a remote is reached by. */
export interface RemoteOptions {
  readonly address: Address
  readonly tls: ClientTls | undefined
  readonly deadlineMs: number
}

/** The server of a key service, connected to when it is first asked. */
export interface Remote {
  /** Its address, for messages. */
  readonly name: string
  /** Sends a request and gives the bytes of the answer. */
  ask(operation: KeyOperation, request: Uint8Array, call: KeyServiceCall): Promise<Uint8Array>
  close(): void
}

export function createRemote({ address, tls, deadlineMs }: RemoteOptions): Remote {
  const name = formatAddress(address)
  let client: Promise<Client> | undefined
  let closed = new AbortController()
  return {
    name,
    ask: async (operation, request, call) => {
      const bounds = {
        deadlineMs,
        signal: call.signal,
        subject: `The key service ${name}`,
        whenLate,
      }
      return withDeadline(bounds, async (bounded) => {
        try {
          client ??= connect(address, tls)
          const signal = AbortSignal.any([bounded, closed.signal])
          return decodeResponse(await callMethod(await client, { operation, request, signal }))
        } catch (error) {
          throw failure(error, { operation, service: name })
        }
      })
    },
    close: () => {
      const closing = client
      client = undefined
      closed.abort()
      closed = new AbortController()
      void closeWhenReady(closing)
    },
  }
}

const whenLate = 'Check whether it waits for somebody, or raise the deadline.'

async function closeWhenReady(client: Promise<Client> | undefined): Promise<void> {
  try {
    const ready = await client
    ready?.close()
  } catch {
    // It never connected, and who asked was told so.
  }
}

function failure(error: unknown, context: Parameters<typeof callFailure>[1]): SopsError {
  if (isSopsError(error)) return error
  if (error instanceof MalformedMessage) {
    return strangeAnswer(context, 'with something that is no message of the protocol')
  }
  return callFailure(error, context)
}
