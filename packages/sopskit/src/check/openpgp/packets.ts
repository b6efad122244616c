/** One packet of OpenPGP (RFC 9580, section 4). */
export interface Packet {
  readonly tag: number
  readonly body: Uint8Array
}

/** Takes a sequence of packets apart; `undefined` when it is none, or of lengths that keys never have. */
export function readPackets(bytes: Uint8Array): readonly Packet[] | undefined {
  const packets: Packet[] = []
  let place = 0
  while (place < bytes.length) {
    const head = readHead(bytes, place)
    if (head === undefined) return undefined
    const end = head.start + head.length
    if (end > bytes.length) return undefined
    packets.push({ tag: head.tag, body: bytes.subarray(head.start, end) })
    place = end
  }
  return packets
}

interface Head {
  readonly tag: number
  readonly start: number
  readonly length: number
}

function readHead(bytes: Uint8Array, place: number): Head | undefined {
  const first = bytes[place] ?? 0
  if ((first & 0x80) === 0) return undefined
  return (first & 0x40) === 0 ? oldHead(bytes, place, first) : newHead(bytes, place, first & 0x3f)
}

function oldHead(bytes: Uint8Array, place: number, first: number): Head | undefined {
  const size = [1, 2, 4][first & 3]
  if (size === undefined) return undefined
  return {
    tag: (first >> 2) & 0xf,
    start: place + 1 + size,
    length: number(bytes, place + 1, size),
  }
}

function newHead(bytes: Uint8Array, place: number, tag: number): Head | undefined {
  const first = bytes[place + 1] ?? 0
  if (first < 192) return { tag, start: place + 2, length: first }
  if (first === 255) return { tag, start: place + 6, length: number(bytes, place + 2, 4) }
  // A body in parts, which only messages have.
  if (first > 223) return undefined
  return { tag, start: place + 3, length: (first - 192) * 256 + (bytes[place + 2] ?? 0) + 192 }
}

function number(bytes: Uint8Array, start: number, size: number): number {
  return bytes.subarray(start, start + size).reduce((sum, byte) => sum * 256 + byte, 0)
}
