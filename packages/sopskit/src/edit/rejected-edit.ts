import type { SopsError } from '@sopskit/core'

/** An edited text that cannot be encrypted as it is. */
export interface RejectedEdit {
  /** What is wrong with it, in the words for the user. */
  readonly error: SopsError
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/**
 * What becomes of a rejected edit: the editor is started `again` with it, or it is dropped (`stop`).
 * `unattended` is for when nobody is there to be asked: the editor is started again, as sops does, but no more
 * than three times in a row, and not after a run that changed nothing.
 */
export type RejectedAnswer = 'again' | 'unattended' | 'stop'

/** Asked about each rejected edit. */
export type OnRejected = (rejected: RejectedEdit) => RejectedAnswer | Promise<RejectedAnswer>
