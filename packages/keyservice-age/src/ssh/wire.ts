/** Reads the parts of an SSH message one after the other (RFC 4251, section 5); `undefined` when it is cut short. */
export interface WireReader {
  readonly bytes: () => Uint8Array | undefined
  readonly text: () => string | undefined
  readonly number: () => number | undefined
  /** What was not read yet. */
  readonly rest: () => Uint8Array
}

export function readWire(message: Uint8Array): WireReader {
  let at = 0
  const take = (length: number): Uint8Array | undefined => {
    if (length > message.length - at) return undefined
    at += length
    return message.subarray(at - length, at)
  }
  const number = (): number | undefined => {
    const four = take(4)
    return four && new DataView(four.buffer, four.byteOffset).getUint32(0)
  }
  const bytes = (): Uint8Array | undefined => {
    const length = number()
    return length === undefined ? undefined : take(length)
  }
  const text = (): string | undefined => {
    const part = bytes()
    return part && String.fromCharCode(...part.subarray(0, 255))
  }
  return { bytes, text, number, rest: () => message.subarray(at) }
}

/** The parts of an SSH message, each with its length before it. */
export function writeWire(...parts: readonly Uint8Array[]): Uint8Array {
  const message = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0))
  const view = new DataView(message.buffer)
  let at = 0
  for (const part of parts) {
    view.setUint32(at, part.length)
    message.set(part, at + 4)
    at += 4 + part.length
  }
  return message
}

/** An unsigned number as SSH writes it: a zero byte before a set top bit. */
export function wireNumber(bytes: Uint8Array): Uint8Array {
  const trimmed = trimZeros(bytes)
  return (trimmed[0] ?? 0) < 0x80 ? trimmed : Uint8Array.of(0, ...trimmed)
}

/** Bytes without the zeros in front. */
export function trimZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0)
  return start === -1 ? new Uint8Array() : bytes.subarray(start)
}
