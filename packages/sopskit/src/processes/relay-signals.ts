import type { RunningProcess } from './start-process.ts'
import type { Surroundings } from './surroundings.ts'

/** Where signals to this process go on to. */
export interface SignalRelay {
  /** Names the program that gets them, and gives it those that came already. */
  to(running: RunningProcess): void
}

const relayed = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGWINCH',
] as const satisfies readonly NodeJS.Signals[]

// These reach every program at the terminal by themselves; a second one can mean "at once" to them.
const sentByTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGWINCH']

/**
 * Hands signals to this process on to the program that it runs, as long as `use` takes: the program decides
 * what they mean, it does not outlive this process unnoticed, and this process lives to clean up. sops does
 * none of that (CLI-088).
 */
export async function relayingSignals<Result>(
  { events, terminal }: Pick<Surroundings, 'events' | 'terminal'>,
  use: (relay: SignalRelay) => Promise<Result>,
): Promise<Result> {
  let running: RunningProcess | undefined
  const early: NodeJS.Signals[] = []
  const stop = events.onSignals(relayed, (name) => {
    if (running === undefined) early.push(name)
    else if (!terminal || !sentByTerminal.includes(name)) running.kill(name)
  })
  try {
    return await use({
      to(program) {
        running = program
        for (const name of early) program.kill(name)
      },
    })
  } finally {
    stop()
  }
}
