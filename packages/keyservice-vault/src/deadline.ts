import { SopsError } from '@sopskit/core'

/** What bounds one operation. */
export interface DeadlineOptions {
  /** After so many milliseconds the operation ends with `SERVICE_UNAVAILABLE`. */
  readonly deadlineMs: number
  /** The caller's signal; ends the operation with `ABORTED`. */
  readonly signal: AbortSignal | undefined
  /** Backend and key, for the messages. */
  readonly subject: string
}

/** The limit of Vault's own clients. */
export const defaultDeadlineMs = 60_000

/** What a timer can wait. */
export const longestDeadlineMs: number = 2 ** 31 - 1

/** Runs `work` under the caller's signal and a deadline. */
export async function withDeadline<T>(
  options: DeadlineOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, deadlineMs } = options
  if (signal?.aborted === true) throw aborted(options)
  const controller = new AbortController()
  const abort = (): void => controller.abort(aborted(options))
  const timer = setTimeout(() => controller.abort(late(options)), deadlineMs)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work(controller.signal), rejectOnAbort(controller.signal)])
  } catch (error) {
    // The HTTP client tells of the abort in its own words, sometimes before we do.
    throw controller.signal.aborted ? controller.signal.reason : error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as SopsError), { once: true })
  })
}

function aborted({ subject }: DeadlineOptions): SopsError {
  return new SopsError('ABORTED', `The operation on ${subject} was aborted.`)
}

function late({ subject, deadlineMs }: DeadlineOptions): SopsError {
  const message = `${subject} did not answer within ${deadlineMs} ms. Check the address and the network, or raise the deadline.`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}
