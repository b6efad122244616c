import type { Surroundings } from '../processes/surroundings.ts'

/** Tells when editing is to stop. */
export interface Interruption {
  /** Aborted by a signal to this process, or by the caller. */
  readonly signal: AbortSignal
  /** While `use` runs, the keys that interrupt are the business of the editor at the terminal. */
  leavingKeysAlone<Result>(use: () => Promise<Result>): Promise<Result>
}

const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
const byKeys: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT']

/**
 * Turns the signals that end a process into one that can be waited for, so that no plain text stays behind;
 * sops lets SIGHUP and SIGQUIT end it at once (CLI-078).
 */
export async function interruptible<Result>(
  { events, terminal }: Pick<Surroundings, 'events' | 'terminal'>,
  outer: AbortSignal | undefined,
  use: (interruption: Interruption) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController()
  let keysAlone = false
  const stop = events.onSignals(stopping, (name) => {
    if (keysAlone && terminal && byKeys.includes(name)) return
    controller.abort()
  })
  const signal =
    outer === undefined ? controller.signal : AbortSignal.any([controller.signal, outer])
  try {
    return await use({
      signal,
      async leavingKeysAlone(action) {
        keysAlone = true
        try {
          return await action()
        } finally {
          keysAlone = false
        }
      },
    })
  } finally {
    stop()
  }
}
