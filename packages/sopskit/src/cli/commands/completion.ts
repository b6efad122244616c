import { SopsError } from '@sopskit/core'
import { completionScript } from '../completion-script.ts'
import type { CommandRun } from './command.ts'

/** Prints a script for a shell (CLI-121). */
export const run: CommandRun = async ({ words: [shell = ''] }, io) => {
  if (shell !== 'bash' && shell !== 'zsh') {
    throw new SopsError('USAGE', `There is no completion for ${JSON.stringify(shell)}.`)
  }
  await io.writeStdout(completionScript(shell))
  return 0
}
