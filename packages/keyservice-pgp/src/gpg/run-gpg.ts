import type { ChildProcess } from 'node:child_process'
import { SopsError } from '@sopskit/core'
import { collect } from './collect.ts'
import { findProgram, type FoundProgram } from './find-program.ts'

/** One run of the program. */
export interface GpgCall {
  /** Its name or path. */
  readonly program: string
  /** Nothing in them is secret, for everybody on the machine can see them. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** What it reads. */
  readonly stdin: Uint8Array
  /** Ends it when aborted; the run then rejects, with any error. */
  readonly signal: AbortSignal
}

/** How a run ended. */
export interface GpgResult {
  /** `null` when a signal ended it. */
  readonly status: number | null
  readonly stdout: Uint8Array
  /** It printed more than was taken. */
  readonly isCut?: boolean
  /** For telling failures apart only; it is never shown. */
  readonly stderr: string
}

/** Runs gpg; rejects with a `SopsError` when it cannot be started. */
export type RunGpg = (call: GpgCall) => Promise<GpgResult>

// Far more than a message for one key, or any data key.
const maxOutput = 1 << 18
const grace = 1000

/** Runs the program on this machine, at the terminal of this process, for pinentry (GPG_TTY). */
export const runGpg: RunGpg = async ({ program, args, env, stdin, signal }) => {
  const path = requireFound(await findProgram(program, env), program)
  const { spawn } = await import('node:child_process')
  signal.throwIfAborted()
  const child = started(() =>
    spawn(path, args, { env: { ...env }, stdio: 'pipe', windowsHide: true }),
  )
  const stop = (): void => {
    end(child)
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    // It may end before it has read all.
    child.stdin.on('error', () => undefined).end(stdin)
    const [status, stdout, stderr] = await Promise.all([
      ended(child, signal),
      collect(child.stdout, { limit: maxOutput, onExcess: stop }),
      collect(child.stderr, { limit: maxOutput, onExcess: () => undefined }),
    ])
    signal.throwIfAborted()
    return {
      status,
      stdout: stdout.bytes,
      isCut: stdout.isCut,
      stderr: new TextDecoder().decode(stderr.bytes),
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** What Node refuses at once, such as a zero byte in a variable, it quotes. */
function started<Child>(start: () => Child): Child {
  try {
    return start()
  } catch {
    throw unavailable('could not be started')
  }
}

/** Asks it to end, then makes it; what it left running must not keep the pipes, and us, waiting. */
function end(child: ChildProcess): void {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), grace)
  const release = (): void => {
    clearTimeout(timer)
    child.stdout?.destroy()
    child.stderr?.destroy()
  }
  if (child.exitCode === null && child.signalCode === null) child.once('exit', release)
  else release()
}

function ended(child: ChildProcess, signal: AbortSignal): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', () => {
      reject(signal.aborted ? new Error('aborted') : unavailable('could not be started'))
    })
    child.once('close', resolve)
  })
}

function requireFound(found: FoundProgram, program: string): string {
  switch (found.kind) {
    case 'found':
      return found.path
    case 'not-executable':
      throw unavailable('is a file that cannot be executed', program)
    case 'relative':
      throw unavailable('is found by PATH in a relative folder, from where it is not run', program)
    case 'missing':
      throw unavailable('was not found', program)
  }
}

function unavailable(what: string, program = ''): SopsError {
  return new SopsError(
    'SERVICE_UNAVAILABLE',
    `The gpg program${shown(program)} ${what}. Install GnuPG, or name the program by SOPS_GPG_EXEC (a path, no command line).`,
  )
}

/** Not a command line: its arguments can be secret. */
function shown(program: string): string {
  if (program === '' || /\s-/.test(program)) return ''
  return ` ${program.replace(/\p{C}/gu, '\u{fffd}')}`
}
