import type { Readable } from 'node:stream'

/**
 * Waits for a line, and leaves what comes behind it in the stream; false when the stream ends before one, or
 * the signal aborts. The stream is paused then, so that a program started next has the terminal for itself.
 */
export function waitForLine(stream: Readable, signal: AbortSignal): Promise<boolean> {
  if (stream.readableEnded || stream.destroyed || signal.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const stop = (isLine: boolean): void => {
      stream.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onEnd)
      signal.removeEventListener('abort', onEnd)
      stream.pause()
      resolve(isLine)
    }
    const onEnd = (): void => {
      stop(false)
    }
    const onData = (chunk: Buffer | string): void => {
      const bytes = Buffer.from(chunk)
      const newline = bytes.indexOf('\n')
      if (newline === -1) return
      stop(true)
      if (newline + 1 < bytes.length) stream.unshift(bytes.subarray(newline + 1))
    }
    stream.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onEnd)
    signal.addEventListener('abort', onEnd)
    stream.resume()
  })
}
