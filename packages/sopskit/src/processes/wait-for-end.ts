import { SopsError } from '@sopskit/core'
import type { ProcessEnd, RunningProcess } from './start-process.ts'

/** How a program is made to end, and when. */
export interface Ending {
  readonly signal: AbortSignal | undefined
  /** Milliseconds between asking it to end, by SIGTERM, and ending it by force. */
  readonly grace: number
}

/**
 * Waits for the end of a program, which the abort signal brings about.
 *
 * @throws {@link SopsError} `ABORTED` when it did.
 */
export async function waitForEnd(
  running: RunningProcess,
  { signal, grace }: Ending,
): Promise<ProcessEnd> {
  let timer: NodeJS.Timeout | undefined
  const end = (): void => {
    running.kill('SIGTERM')
    timer = setTimeout(() => {
      running.kill('SIGKILL')
    }, grace)
  }
  if (signal?.aborted === true) end()
  else signal?.addEventListener('abort', end, { once: true })
  try {
    const ended = await running.ended
    requireNotAborted(signal)
    return ended
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  }
}

/** @throws {@link SopsError} `ABORTED`. */
export function requireNotAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  throw new SopsError('ABORTED', 'Stopped before it was done.')
}
