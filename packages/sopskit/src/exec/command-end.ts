import type { ProcessEnd } from '../processes/start-process.ts'

/** How a command ended. */
export interface CommandEnd {
  /** The status of the command; 255 when a signal ended it (CLI-083). */
  readonly status: number
  /** The signal that ended it. */
  readonly endedBy: NodeJS.Signals | undefined
}

const killed = 255

/** Puts the end of a process as sops tells it. */
export function commandEnd({ status, signal }: ProcessEnd): CommandEnd {
  return { status: status ?? killed, endedBy: signal }
}
