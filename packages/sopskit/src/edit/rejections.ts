import type { SopsErrorCode } from '@sopskit/core'
import { isSopsError, SopsError } from '@sopskit/core'
import { requireNotAborted } from '../processes/wait-for-end.ts'
import type { OnRejected } from './rejected-edit.ts'

/** Returns when the editor is to be started again with a rejected text, and throws when it is dropped. */
export type SettleRejection = (error: unknown, text: Uint8Array | undefined) => Promise<void>

/** No other text would help against these. */
const lasting: readonly SopsErrorCode[] = ['ABORTED', 'FILE_CHANGED']
const unattendedRuns = 3

/** Has rejected texts settled, and keeps count of those that nobody answers for. */
export function settlingRejections(onRejected: OnRejected, signal: AbortSignal): SettleRejection {
  let before: Uint8Array | undefined
  let unattended = 0
  return async (error, text) => {
    if (!isSopsError(error) || lasting.includes(error.code)) throw error
    const answer = await onRejected({ error, signal })
    requireNotAborted(signal)
    const same = isSameText(before, text)
    before = text
    if (answer === 'stop') throw dropped(error)
    if (answer === 'again') unattended = 0
    else if (same || ++unattended > unattendedRuns) throw dropped(error)
  }
}

/** True for two texts of the same bytes. */
export function isSameText(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  return left !== undefined && right !== undefined && Buffer.compare(left, right) === 0
}

function dropped({ code, message, path, position }: SopsError): SopsError {
  const kept = 'No copy of the edit is kept: it would be clear text on the disk.'
  return new SopsError(
    code,
    `${message} The edit was dropped, and the file is as it was. ${kept}`,
    {
      ...(path === undefined ? {} : { path }),
      ...(position === undefined ? {} : { position }),
    },
  )
}
