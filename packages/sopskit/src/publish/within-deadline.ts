import { SopsError } from '@sopskit/core'

/** What bounds an exchange with a destination. */
export interface DeadlineOptions {
  /** Milliseconds. */
  readonly deadlineMs: number
  /** The caller's. */
  readonly signal: AbortSignal | undefined
  /** Where to, for messages. */
  readonly place: string
}

/** Runs `work` until the caller's signal or the deadline comes; not every client listens to its own signal. */
export async function withinDeadline<T>(
  { deadlineMs, signal, place }: DeadlineOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const abort = (): void => controller.abort(aborted(place))
  const timer = setTimeout(() => controller.abort(late(place, deadlineMs)), deadlineMs)
  if (signal?.aborted === true) abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    controller.signal.throwIfAborted()
    return await Promise.race([work(controller.signal), rejection(controller.signal)])
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as SopsError), { once: true })
  })
}

function aborted(place: string): SopsError {
  return new SopsError('ABORTED', `Publishing to ${place} was aborted; it may have arrived.`)
}

function late(place: string, deadlineMs: number): SopsError {
  const message = `${place} did not answer within ${deadlineMs} ms, and the file may or may not have arrived. Check the address and the network, and publish it again.`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}
