/** One field of a protobuf message; the key service has none but those with a length. */
export interface WireField {
  readonly number: number
  readonly bytes: Uint8Array
}

/** Bytes that are no protobuf message. */
export class MalformedMessage extends Error {}

/** The bytes of a message. */
export function encodeFields(fields: readonly WireField[]): Uint8Array {
  const pieces = fields.flatMap(({ number, bytes }) => [
    encodeVarint((number << 3) | withLength),
    encodeVarint(bytes.length),
    bytes,
  ])
  return Uint8Array.from(Buffer.concat(pieces))
}

/**
 * The fields of a message in their order. Those of other kinds are skipped: a later release may have sent
 * them.
 *
 * @throws `MalformedMessage` for anything that is no message.
 */
export function decodeFields(message: Uint8Array): readonly WireField[] {
  const fields: WireField[] = []
  let at = 0
  while (at < message.length) {
    const tag = readVarint(message, at)
    const number = Math.floor(tag.value / 8)
    if (number < 1 || number > 0x1fffffff) throw new MalformedMessage('a field has no number')
    const body = readBody(message, tag.end, tag.value % 8)
    if (body.bytes !== undefined) fields.push({ number, bytes: body.bytes })
    at = body.end
  }
  return fields
}

const withLength = 2

interface Body {
  readonly bytes: Uint8Array | undefined
  readonly end: number
}

function readBody(message: Uint8Array, at: number, kind: number): Body {
  if (kind === 0) return { bytes: undefined, end: readVarint(message, at).end }
  if (kind === 1) return { bytes: undefined, end: within(message, at + 8) }
  if (kind === 5) return { bytes: undefined, end: within(message, at + 4) }
  if (kind !== withLength) throw new MalformedMessage('a field is of no known kind')
  const length = readVarint(message, at)
  const end = within(message, length.end + length.value)
  return { bytes: message.subarray(length.end, end), end }
}

function within(message: Uint8Array, end: number): number {
  if (end <= message.length) return end
  throw new MalformedMessage('a field is longer than the message')
}

/** Up to ten bytes; what is beyond the exact numbers is too large for any length, and stays so. */
function readVarint(message: Uint8Array, start: number): { value: number; end: number } {
  let value = 0
  for (let index = 0; index < 10; index++) {
    const byte = message[start + index]
    if (byte === undefined) throw new MalformedMessage('the message is cut off')
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return { value, end: start + index + 1 }
  }
  throw new MalformedMessage('a number is too long')
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = []
  let left = value
  while (left > 0x7f) {
    bytes.push((left & 0x7f) | 0x80)
    left = Math.floor(left / 128)
  }
  return Uint8Array.from([...bytes, left])
}
