import { SopsError } from '@sopskit/core'
import { fileError } from '../files/file-error.ts'
import type { Command, ProcessEnd, RunningProcess } from '../processes/start-process.ts'
import type { Surroundings } from '../processes/surroundings.ts'
import { requireNotAborted, waitForEnd } from '../processes/wait-for-end.ts'
import type { Interruption } from './interruption.ts'

/** What running an editor takes. */
export interface EditorRun {
  readonly editor: Command
  readonly surroundings: Surroundings
  readonly interruption: Interruption
}

const grace = 1000

/**
 * Has a file edited, and waits for the end of the editor.
 *
 * @throws {@link SopsError} `EDITOR_FAILED` when it cannot be started or does not succeed, `ABORTED` when the
 * editing was interrupted; the editor has ended then.
 */
export async function runEditor(file: string, run: EditorRun): Promise<void> {
  const { surroundings, interruption } = run
  const { signal } = interruption
  requireNotAborted(signal)
  const end = await interruption.leavingKeysAlone(async () => {
    const running = await startEditor(file, run)
    return waitForEnd(running, { signal, grace })
  })
  requireSuccess(end, surroundings)
}

async function startEditor(
  file: string,
  { editor, surroundings: { start, env } }: EditorRun,
): Promise<RunningProcess> {
  try {
    return await start({ ...editor, args: [...editor.args, file] }, { env })
  } catch (error) {
    throw fileError('EDITOR_FAILED', 'The editor cannot be started', error)
  }
}

function requireSuccess({ status, signal }: ProcessEnd, { terminal }: Surroundings): void {
  if (status === 0) return
  if (terminal && signal === 'SIGINT') {
    throw new SopsError('ABORTED', 'The editing was interrupted. The file is as it was.')
  }
  const how = signal === undefined ? `status ${status}` : `the signal ${signal}`
  throw new SopsError('EDITOR_FAILED', `The editor ended with ${how}. The file is as it was.`)
}
