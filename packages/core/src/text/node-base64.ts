import { findNodeModule } from '../runtime/node-module.ts'
import type { Base64Codec } from './base64-codec.ts'
import { portableBase64 } from './portable-base64.ts'

// Core is compiled without Node's types, so the few calls it makes are written down here.
interface NodeBuffer {
  toString(encoding: 'base64'): string
  write(text: string, encoding: 'base64'): number
}
interface BufferModule {
  readonly Buffer: { from(memory: ArrayBufferLike, offset: number, length: number): NodeBuffer }
}

/** Characters below which calling Node takes longer than decoding here. */
const worthwhile = 128

/** Characters that are decoded at once: each such piece is copied for a moment. */
const pieceLength = 1 << 20

/** The base64 of `node:buffer`, many times faster for long texts; `undefined` where the runtime has none. */
export function createNodeBase64(): Base64Codec | undefined {
  const module = findNodeModule('node:buffer') as BufferModule | undefined
  if (module === undefined) return undefined
  const view = (bytes: Uint8Array, start: number, length: number): NodeBuffer =>
    module.Buffer.from(bytes.buffer, bytes.byteOffset + start, length)
  return {
    encode: (bytes) => view(bytes, 0, bytes.length).toString('base64'),
    decode(text, bytes): boolean {
      if (text.length < worthwhile) return portableBase64.decode(text, bytes)
      for (let start = 0; start < text.length; start += pieceLength) {
        const piece = text.slice(start, start + pieceLength)
        const begin = (start / 4) * 3
        const target = view(bytes, begin, Math.min((piece.length / 4) * 3, bytes.length - begin))
        target.write(piece, 'base64')
        // Node skips what is no base64; what comes back the same had nothing to skip. The rest, which has
        // spare bits at its end or is broken, is read with care.
        if (target.toString('base64') !== piece) return portableBase64.decode(text, bytes)
      }
      return true
    },
  }
}
