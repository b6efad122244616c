import type { ChildProcess } from 'node:child_process'
import { SopsError, splitWords } from '@sopskit/core'
import type { ProgramEnvironment } from '../age-environment.ts'
import { defaultDeadlineMs } from '../age-environment.ts'
import { findProgram } from './find-program.ts'
import { startProgram } from './start-program.ts'
import { supervise } from './supervise.ts'

const maxOutput = 16 * 1024 * 1024

/** A command of a variable such as `SOPS_AGE_KEY_CMD`. */
export interface KeyCommand {
  readonly command: string
  /** The key that is being decrypted; the command finds it in `SOPS_AGE_RECIPIENT` (AGE-014). */
  readonly recipient: string
  readonly signal: AbortSignal
}

/**
 * What a command writes to its standard output. It is split into words and run without a shell; standard
 * input is empty, and what it says on standard error is not shown (AGE-014). No message quotes the command,
 * in which a key may stand.
 */
export async function commandOutput(
  { command, recipient, signal }: KeyCommand,
  environment: ProgramEnvironment,
): Promise<Uint8Array> {
  const words = splitWords(command)
  if (words === undefined) {
    throw failed('The command has a quote that is not closed, or a backslash at its end.')
  }
  const [name, ...args] = words
  // AGE-009: here sops crashes.
  if (name === undefined) throw failed('The command is empty.')
  const program = await findProgram(name, environment)
  if (program === undefined) throw failed('The program of the command was not found in PATH.')
  const title = 'The command'
  const child = await startProgram(
    { path: program, args, title },
    {
      env: { ...environment.env, SOPS_AGE_RECIPIENT: recipient },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const { deadlineMs = defaultDeadlineMs } = environment
  const watch = supervise(child, { title, deadlineMs, signal })
  try {
    const output = await watch.during(outputOf(child))
    watch.finish()
    return output
  } finally {
    watch.end()
  }
}

async function outputOf(child: ChildProcess): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve)
  })
  for await (const piece of child.stdout ?? []) {
    if (!(piece instanceof Uint8Array)) continue
    length += piece.length
    if (length > maxOutput) throw failed('The command gave more than 16 MiB.')
    pieces.push(piece)
  }
  const status = await ended
  if (status === 0) return Buffer.concat(pieces)
  throw failed(
    `The command failed (${status === null ? 'ended by a signal' : `exit status ${status}`}).`,
  )
}

function failed(message: string): SopsError {
  return new SopsError('COMMAND_FAILED', message)
}
