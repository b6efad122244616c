import type { MasterKey } from '@sopskit/core'
import { decodeKey, encodeKey } from './key-message.ts'
import { decodeFields, encodeFields, type WireField } from './protobuf.ts'

/** The two methods, which have messages of the same form: a key and bytes, answered by bytes (KS-002). */
export type KeyOperation = 'encrypt' | 'decrypt'

/** The paths of the methods (KS-001). */
export const methodPaths: Readonly<Record<KeyOperation, string>> = {
  encrypt: '/KeyService/Encrypt',
  decrypt: '/KeyService/Decrypt',
}

/** A data key to wrap, or the text of an `enc` to unwrap (KS-003), and the key to do it with. */
export interface KeyRequest {
  /** `undefined` when there is none of a known kind. */
  readonly key: MasterKey | undefined
  readonly bytes: Uint8Array
}

/** `undefined` for a kind of key that the protocol does not know. */
export function encodeRequest(key: MasterKey, bytes: Uint8Array): Uint8Array | undefined {
  const encoded = encodeKey(key)
  if (encoded === undefined) return undefined
  return encodeFields([
    { number: 1, bytes: encoded },
    { number: 2, bytes },
  ])
}

/** @throws `MalformedMessage` */
export function decodeRequest(message: Uint8Array): KeyRequest {
  const fields = decodeFields(message)
  const key = lastOf(fields, 1)
  // A copy: services get the data key alone, not a view of the whole message.
  const bytes = Uint8Array.from(lastOf(fields, 2) ?? [])
  return { key: key === undefined ? key : decodeKey(key), bytes }
}

export function encodeResponse(bytes: Uint8Array): Uint8Array {
  return encodeFields([{ number: 1, bytes }])
}

/** @throws `MalformedMessage` */
export function decodeResponse(message: Uint8Array): Uint8Array {
  return lastOf(decodeFields(message), 1) ?? empty
}

function lastOf(fields: readonly WireField[], number: number): Uint8Array | undefined {
  return fields.findLast((field) => field.number === number)?.bytes
}

const empty = new Uint8Array()
