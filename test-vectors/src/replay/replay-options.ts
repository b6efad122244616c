import type { CommandStep } from '../manifest.ts'

/** How a case is replayed. */
export interface ReplayOptions {
  /** Whose outcomes are expected: those recorded from sops, or ours where we decided otherwise. */
  readonly expect: 'sops' | 'ours'
  /**
   * Which encrypted file the steps after an encryption read: the recorded one, or the one the program
   * just wrote.
   */
  readonly read: 'recorded' | 'own'
  /** Commands to leave out; none when absent. The file such a command changes gets its recorded content. */
  readonly skips?: (step: CommandStep) => boolean
}
