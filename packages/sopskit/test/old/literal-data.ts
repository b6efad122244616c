import { inflateRawSync, inflateSync } from 'node:zlib'

/**
 * The data of an OpenPGP message without encryption, byte for byte: gpg would drop every carriage return from
 * data that 2.0 marked as text. As much of OpenPGP as the old files need, and for tests only.
 */
export function literalData(message: Uint8Array): Uint8Array {
  const { tag, body } = firstPacket(message)
  if (tag === tags.compressed) return literalData(inflate(body))
  if (tag !== tags.literal) throw new Error(`an OpenPGP packet ${tag} was not expected`)
  const nameLength = body[1] ?? 0
  // Format, length of the name, the name, and four bytes of time.
  return body.subarray(2 + nameLength + 4)
}

const tags = { compressed: 8, literal: 11 }

interface Packet {
  readonly tag: number
  readonly body: Uint8Array
}

function firstPacket(bytes: Uint8Array): Packet {
  const first = bytes[0] ?? 0
  const hasNewForm = (first & 0x40) !== 0
  if (hasNewForm) return { tag: first & 0x3f, body: newBody(bytes.subarray(1)) }
  return { tag: (first >> 2) & 0x0f, body: oldBody(first & 3, bytes.subarray(1)) }
}

// Chunks whose length is a power of two, then a last one whose length is spelled out.
function newBody(bytes: Uint8Array): Uint8Array {
  const length = bytes[0] ?? 0
  if (length < 192) return take(bytes, 1, length)
  if (length < 224) return take(bytes, 2, ((length - 192) << 8) + (bytes[1] ?? 0) + 192)
  if (length === 255) return take(bytes, 5, Buffer.from(bytes).readUInt32BE(1))
  const chunk = take(bytes, 1, 1 << (length & 0x1f))
  return Buffer.concat([chunk, newBody(bytes.subarray(1 + chunk.length))])
}

// 0, 1 and 2 are lengths of 1, 2 and 4 bytes; 3 reaches to the end.
function oldBody(lengthType: number, bytes: Uint8Array): Uint8Array {
  if (lengthType === 3) return bytes
  const size = 1 << lengthType
  return take(bytes, size, Buffer.from(bytes).readUIntBE(0, size))
}

function take(bytes: Uint8Array, from: number, length: number): Uint8Array {
  if (bytes.length < from + length) throw new Error('an OpenPGP packet ends too early')
  return bytes.subarray(from, from + length)
}

function inflate(body: Uint8Array): Uint8Array {
  const compressed = body.subarray(1)
  if (body[0] === 1) return inflateRawSync(compressed)
  if (body[0] === 2) return inflateSync(compressed)
  throw new Error(`the OpenPGP compression ${body[0]} was not expected`)
}
