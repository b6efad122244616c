import type { Readable } from 'node:stream'

/** What came from a stream. */
export interface Collected {
  readonly bytes: Uint8Array
  /** There was more than the limit; the rest is lost. */
  readonly isCut: boolean
}

/** How much is taken. */
export interface CollectOptions {
  /** In bytes. */
  readonly limit: number
  readonly onExcess: () => void
}

/** Reads a stream to its end, which also is when it is destroyed. */
export function collect(stream: Readable, { limit, onExcess }: CollectOptions): Promise<Collected> {
  const chunks: Uint8Array[] = []
  let length = 0
  let isCut = false
  stream.on('data', (chunk: Uint8Array) => {
    length += chunk.length
    if (length <= limit) chunks.push(chunk)
    else if (!isCut) {
      isCut = true
      onExcess()
    }
  })
  return new Promise((resolve) => {
    stream.on('error', () => undefined)
    stream.once('close', () => {
      resolve({ bytes: Uint8Array.from(Buffer.concat(chunks)), isCut })
    })
  })
}
