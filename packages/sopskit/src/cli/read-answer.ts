import type { Readable } from 'node:stream'

/** Reads a line, and leaves what comes behind it in the stream; `undefined` at the end. */
export async function readAnswer(stream: Readable): Promise<string | undefined> {
  const chunks: Buffer[] = []
  if (stream.readableEnded) return undefined
  return new Promise((resolve, reject) => {
    const stop = (settle: () => void): void => {
      stream.off('data', onData).off('end', onEnd).off('error', onError)
      stream.pause()
      settle()
    }
    const onEnd = (): void => stop(() => resolve(undefined))
    const onError = (error: Error): void => stop(() => reject(error))
    const onData = (chunk: Buffer | string): void => {
      const bytes = Buffer.from(chunk)
      const end = bytes.indexOf('\n')
      chunks.push(end === -1 ? bytes : bytes.subarray(0, end))
      if (end === -1) return
      stop(() => resolve(Buffer.concat(chunks).toString()))
      if (end + 1 < bytes.length) stream.unshift(bytes.subarray(end + 1))
    }
    stream.on('data', onData).on('end', onEnd).on('error', onError)
    stream.resume()
  })
}
