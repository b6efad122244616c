import { SopsError } from '@sopskit/core'
import { runWithEnvironment } from '../../exec/run-with-environment.ts'
import { execute, tellEnd } from '../execute.ts'
import type { CommandRun } from './command.ts'

/** Runs a command with the values as variables. */
export const run: CommandRun = async (request, io) => {
  const { pristine, background, 'same-process': sameProcess } = request.flags
  if (sameProcess === true && background === true) {
    throw new SopsError(
      'CONFLICTING_OPTIONS',
      'Give either --same-process or --background, not both.',
    )
  }
  const result = await execute(request, io, (bytes, options) =>
    runWithEnvironment(bytes, { ...options, pristine, background }),
  )
  tellEnd(result, io, request.flags)
  // As the command itself would have ended in this place (CLI-084).
  if (sameProcess === true && result.endedBy !== undefined) io.endBySignal(result.endedBy)
  return result.status
}
