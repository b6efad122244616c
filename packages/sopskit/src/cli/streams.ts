import { addAbortSignal, type Readable, type Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { SopsError } from '@sopskit/core'
import { fileError } from '../files/file-error.ts'

/**
 * Reads standard input to its end.
 *
 * @throws {@link SopsError} `ABORTED` through the signal, `FILE_UNREADABLE`.
 */
export async function readStream(stream: Readable, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await buffer(addAbortSignal(signal, stream))
  } catch (error) {
    if (signal.aborted) throw new SopsError('ABORTED', 'Stopped while reading standard input.')
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
