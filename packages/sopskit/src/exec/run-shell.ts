import { SopsError } from '@sopskit/core'
import { fileError } from '../files/file-error.ts'
import type { Environment } from '../processes/environment.ts'
import type { SignalRelay } from '../processes/relay-signals.ts'
import { shellCommand } from '../processes/shell-command.ts'
import type { RunningProcess, StartOptions } from '../processes/start-process.ts'
import type { Surroundings } from '../processes/surroundings.ts'
import { requireNotAborted, waitForEnd } from '../processes/wait-for-end.ts'
import { type CommandEnd, commandEnd } from './command-end.ts'

/** What running a command line takes. */
export interface ShellRun {
  readonly env: Environment
  readonly surroundings: Surroundings
  readonly relay: SignalRelay
  readonly signal: AbortSignal | undefined
}

const grace = 5000

/**
 * Runs a command line in the shell and waits for its end.
 *
 * @throws {@link SopsError} `COMMAND_FAILED` when the shell cannot be started; `ABORTED` through the signal,
 * once the command has ended.
 */
export async function runShell(line: string, run: ShellRun): Promise<CommandEnd> {
  const { signal, relay, surroundings } = run
  requireNotAborted(signal)
  const running = await startShell(line, surroundings, { env: run.env })
  relay.to(running)
  return commandEnd(await waitForEnd(running, { signal, grace }))
}

/** Starts a command line in the shell. @throws {@link SopsError} `COMMAND_FAILED`. */
export async function startShell(
  line: string,
  { platform, start }: Surroundings,
  options: StartOptions,
): Promise<RunningProcess> {
  if (line.includes('\0')) {
    throw new SopsError('COMMAND_FAILED', 'A command cannot hold NUL. Correct it.')
  }
  try {
    return await start(shellCommand(line, platform), options)
  } catch (error) {
    throw fileError('COMMAND_FAILED', 'The shell that runs the command cannot be started', error)
  }
}
