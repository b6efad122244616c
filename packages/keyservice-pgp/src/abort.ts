import { SopsError } from '@sopskit/core'

/** @throws {@link SopsError} `ABORTED` when the signal is aborted. */
export function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw aborted()
}

/** The error of a call whose signal was aborted. */
export function aborted(): SopsError {
  return new SopsError('ABORTED', 'The operation on the PGP key was aborted.')
}

/** Waits for a promise that others may wait for too, but no longer than until the signal aborts. */
export function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(aborted())
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    const settle = async (): Promise<void> => {
      try {
        resolve(await promise)
      } catch (error) {
        reject(error)
      } finally {
        signal.removeEventListener('abort', stop)
      }
    }
    void settle()
  })
}
