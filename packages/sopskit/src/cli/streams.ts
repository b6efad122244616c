import { addAbortSignal, type Readable, type Writable } from 'node:stream'
import { isSopsError, SopsError } from '@sopskit/core'
import { fileError } from '../files/file-error.ts'
import { joinChunks } from '../files/read-bounded.ts'

/**
 * Reads standard input to its end.
 *
 * @throws {@link SopsError} `ABORTED` through the signal, `LIMIT_EXCEEDED` for more than any file may have,
 * `FILE_UNREADABLE`.
 */
export async function readStream(stream: Readable, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await joinChunks(addAbortSignal(signal, stream))
  } catch (error) {
    if (signal.aborted) throw new SopsError('ABORTED', 'Stopped while reading standard input.')
    if (isSopsError(error)) throw error
    throw fileError('FILE_UNREADABLE', 'Standard input cannot be read', error)
  }
}

/**
 * Writes to standard output and waits until it is taken.
 *
 * @throws {@link SopsError} `FILE_UNWRITABLE`.
 */
export function writeStream(stream: Writable, data: Uint8Array | string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(fileError('FILE_UNWRITABLE', 'Standard output cannot be written', error))
    }
    stream.on('error', fail)
    stream.write(data, (error) => (error ? fail(error) : resolve()))
  })
}
