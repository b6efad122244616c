import { SopsError } from '../../errors/sops-error.ts'

/**
 * The error of an operation that its caller's signal has ended. `subject` begins the message: backend and key.
 *
 * @example
 * ```ts
 * import { abortedError } from '@sopskit/core'
 * abortedError('The Vault key ci').code // 'ABORTED'
 * ```
 */
export function abortedError(subject: string): SopsError {
  return new SopsError('ABORTED', `${subject}: the operation was aborted.`)
}

/**
 * Begins nothing for a caller that has gone already.
 *
 * @throws {@link SopsError} `ABORTED` when the signal is aborted.
 * @example
 * ```ts
 * import { refuseAborted } from '@sopskit/core'
 * refuseAborted(undefined, 'The Vault key ci') // passes
 * ```
 */
export function refuseAborted(signal: AbortSignal | undefined, subject: string): void {
  if (signal?.aborted === true) throw abortedError(subject)
}

/**
 * Settles as the work does, unless the signal is aborted first: then it rejects with an error of `reason`.
 * The work goes on, for others may wait for it too.
 *
 * @example
 * ```ts
 * import { abortedError, unlessAborted } from '@sopskit/core'
 * const { signal } = new AbortController()
 * const answer = await unlessAborted(Promise.resolve(1), signal, () => abortedError('The key')) // 1
 * ```
 */
export async function unlessAborted<Value>(
  work: Promise<Value>,
  signal: AbortSignal | undefined,
  reason: () => Error,
): Promise<Value> {
  if (signal === undefined) return work
  let stop: (() => void) | undefined
  const gone = new Promise<never>((_, reject) => {
    stop = () => {
      reject(reason())
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, gone])
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}
