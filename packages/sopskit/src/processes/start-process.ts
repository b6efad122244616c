import type { ChildProcess } from 'node:child_process'
import type { Environment } from './environment.ts'

/** How a program ended: by itself with a status, or through a signal. */
export type ProcessEnd =
  | { readonly status: number; readonly signal?: undefined }
  | { readonly signal: NodeJS.Signals; readonly status?: undefined }

/** A program that runs. */
export interface RunningProcess {
  readonly ended: Promise<ProcessEnd>
  kill(signal: NodeJS.Signals): void
}

/** A program and its arguments; nothing in them is secret, for everybody on the machine can see them. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
  /** Windows: the arguments are a command line already, and are not to be quoted. */
  readonly verbatim?: boolean
}

/** How a program is started. */
export interface StartOptions {
  readonly env: Environment
  /** Without the terminal, and without being waited for. Default: false. */
  readonly background?: boolean
}

/** Starts a program that shares standard input, output and error with this one; rejects when it cannot. */
export type StartProcess = (command: Command, options: StartOptions) => Promise<RunningProcess>

/** Starts a program of this machine. */
export const startNodeProcess: StartProcess = async (command, { env, background = false }) => {
  const { spawn } = await import('node:child_process')
  const child = spawn(command.program, command.args, {
    env: { ...env },
    stdio: background ? 'ignore' : 'inherit',
    windowsVerbatimArguments: command.verbatim ?? false,
  })
  const ended = endOf(child)
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  if (background) child.unref()
  return {
    ended,
    kill: (signal) => {
      child.kill(signal)
    },
  }
}

function endOf(child: ChildProcess): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.once('exit', (status, signal) => {
      resolve(signal === null ? { status: status ?? 0 } : { signal })
    })
  })
}
