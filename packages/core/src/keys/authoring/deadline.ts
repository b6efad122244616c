import { SopsError } from '../../errors/sops-error.ts'
import { abortedError, refuseAborted, unlessAborted } from './abort.ts'

/** What bounds one operation. */
export interface DeadlineOptions {
  /** After so many milliseconds the operation ends with `SERVICE_UNAVAILABLE`. */
  readonly deadlineMs: number
  /** The caller's signal; ends the operation with `ABORTED`. */
  readonly signal: AbortSignal | undefined
  /** Begins the messages: backend and key, such as `The Vault key ci`. */
  readonly subject: string
  /** A sentence for people whose operation was late. Default: to check the network or to raise the deadline. */
  readonly whenLate?: string
  /** A sentence for people who aborted work that had begun. Default: none. */
  readonly whenAborted?: string
  /**
   * True waits for work that was told to end until it has: a program, say, which must not outlive the call.
   * Default: it is left behind, as those clients need that do not listen to the signal they are handed.
   */
  readonly waits?: boolean
}

/** The longest deadline in milliseconds, some 24 days: a timer takes a longer one for "at once". */
export const longestDeadlineMs: number = 2 ** 31 - 1

/**
 * The deadline of a service's options, checked: a timer would take a wrong number for "at once".
 *
 * @throws {@link SopsError} `INVALID_OPTION` for what is no number of milliseconds from 1 to
 * {@link longestDeadlineMs}.
 * @example
 * ```ts
 * import { requireDeadline } from '@sopskit/core'
 * const options: { deadlineMs?: number } = {}
 * const deadlineMs = requireDeadline(options.deadlineMs ?? 30_000)
 * ```
 */
export function requireDeadline(deadlineMs: number): number {
  if (deadlineMs >= 1 && deadlineMs <= longestDeadlineMs) return deadlineMs
  const message = `The option deadlineMs must be a number of milliseconds between 1 and ${longestDeadlineMs}.`
  throw new SopsError('INVALID_OPTION', message)
}

/**
 * Runs `work` under a deadline and the caller's signal; it is handed a signal that stands for both. Work that
 * has failed because of them fails with their error, whatever it says itself. `sops` has no deadline (KEY-008).
 *
 * @throws {@link SopsError} `SERVICE_UNAVAILABLE` when the work is late, `ABORTED` when the caller's signal is
 * aborted; with one that is aborted already nothing is begun.
 * @example
 * ```ts
 * import { withDeadline } from '@sopskit/core'
 * const bounds = { deadlineMs: 30_000, signal: undefined, subject: 'The key ci' }
 * const answer = await withDeadline(bounds, async (signal) => (signal.aborted ? 'late' : 'in time'))
 * ```
 */
export async function withDeadline<Value>(
  options: DeadlineOptions,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const { deadlineMs, signal, subject } = options
  refuseAborted(signal, subject)
  const controller = new AbortController()
  const bounds = controller.signal
  const abort = (): void => controller.abort(aborted(options))
  // oxlint-disable-next-line no-restricted-globals -- of time this is all, and why: docs/decisions/0009
  const timer = setTimeout(() => controller.abort(late(options)), deadlineMs)
  signal?.addEventListener('abort', abort)
  try {
    const working = work(bounds)
    if (options.waits === true) return await working
    return await unlessAborted(working, bounds, () => bounds.reason as SopsError)
  } catch (error) {
    // A client tells of the abort in its own words, sometimes before we do.
    throw bounds.aborted ? bounds.reason : error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function aborted({ subject, whenAborted }: DeadlineOptions): SopsError {
  const error = abortedError(subject)
  return whenAborted === undefined
    ? error
    : new SopsError('ABORTED', `${error.message} ${whenAborted}`)
}

const checkNetwork = 'Check the address and the network, or raise the deadline.'

function late({ subject, deadlineMs, whenLate = checkNetwork }: DeadlineOptions): SopsError {
  const message = `${subject} did not answer within ${deadlineMs / 1000} s. ${whenLate}`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}
