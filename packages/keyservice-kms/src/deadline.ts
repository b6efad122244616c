import { SopsError } from '@sopskit/core'

/** What bounds one operation of a key service. */
export interface DeadlineOptions {
  /** After so many milliseconds the operation ends with `SERVICE_UNAVAILABLE`. */
  readonly deadlineMs: number
  /** The caller's signal; ends the operation with `ABORTED`. */
  readonly signal: AbortSignal | undefined
  /** Backend and key, for the messages. */
  readonly subject: string
}

/** Long enough for a slow token service and a few retries; `sops` itself has no limit (KEY-008). */
const defaultDeadlineMs = 30_000

/** What a timer can wait. */
const longestDeadlineMs = 2 ** 31 - 1

/** The deadline of a service's options; a timer would take a wrong number for "at once". */
export function requireDeadline(deadlineMs: number = defaultDeadlineMs): number {
  if (deadlineMs >= 1 && deadlineMs <= longestDeadlineMs) return deadlineMs
  const message = `The option deadlineMs must be a number of milliseconds between 1 and ${longestDeadlineMs}.`
  throw new SopsError('INVALID_OPTION', message)
}

/**
 * Runs `work` under the caller's signal and a deadline. It does not wait for work that ignores the signal
 * it is handed, as credential providers of the SDKs do; what such work answers later is dropped.
 */
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
    // An SDK tells of the abort in its own words, sometimes before we do.
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
  const message = `${subject} did not answer within ${deadlineMs} ms. Check the network and the endpoint, or raise the deadline.`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}
