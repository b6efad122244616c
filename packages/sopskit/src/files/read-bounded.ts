import { open, type FileHandle } from 'node:fs/promises'
import { requireFileSize } from '@sopskit/core'

/**
 * Reads a file whole, but never more than files may have: its size is asked for first, and a device has
 * none and may have no end.
 *
 * @throws {@link SopsError} `LIMIT_EXCEEDED`, and every system error.
 */
export async function readFileBounded(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const status = await file.stat()
    requireFileSize(status.size)
    return status.isFile() && status.size > 0
      ? await file.readFile()
      : await joinChunks(chunksOf(file))
  } finally {
    await file.close()
  }
}

/**
 * Puts the chunks of a stream together, as long as they are not more than files may have.
 *
 * @throws {@link SopsError} `LIMIT_EXCEEDED`, and whatever the stream throws.
 */
export async function joinChunks(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    requireFileSize(size)
    parts.push(chunk)
  }
  return Buffer.concat(parts, size)
}

const chunkSize = 0x10000

async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(chunkSize) })
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}
