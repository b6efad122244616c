import type { ChildProcess } from 'node:child_process'
import { abortedError, SopsError, unlessAborted } from '@sopskit/core'

const grace = 2000

/** Watches over a program that runs for one call. */
export interface Supervision {
  /** Waits for work with the program; rejects when the call is aborted, the program cannot be started, or it is late. */
  readonly during: <T>(work: Promise<T>) => Promise<T>
  /** Starts the time anew. */
  readonly alive: () => void
  /** Stops the time, while somebody is being asked. */
  readonly pause: () => void
  /** Says that the program has done its work; it has a moment to end by itself. */
  readonly finish: () => void
  /** Ends the program if it still runs, and the watch. */
  readonly end: () => void
}

/** What a program is watched by. */
export interface SupervisionOptions {
  /** Names the program at the start of a message. */
  readonly title: string
  readonly deadlineMs: number
  readonly signal: AbortSignal | undefined
}

export function supervise(
  child: ChildProcess,
  { title, deadlineMs, signal }: SupervisionOptions,
): Supervision {
  const over = new AbortController()
  let reason = abortedError(title)
  let timer: NodeJS.Timeout | undefined
  const fail = (error: SopsError): void => {
    reason = error
    over.abort()
  }
  const pause = (): void => clearTimeout(timer)
  const alive = (): void => {
    pause()
    timer = setTimeout(() => fail(tooLate(title, deadlineMs)), deadlineMs)
  }
  const stop = (): void => over.abort()
  if (signal?.aborted === true) stop()
  signal?.addEventListener('abort', stop)
  child.once('error', () => fail(new SopsError('COMMAND_FAILED', `${title} cannot be started.`)))
  alive()
  let finished = false
  const finish = (): void => {
    finished = true
  }
  const end = (): void => {
    pause()
    signal?.removeEventListener('abort', stop)
    if (finished) letEnd(child)
    else endChild(child)
  }
  const during: Supervision['during'] = (work) => unlessAborted(work, over.signal, () => reason)
  return { during, alive, pause, finish, end }
}

function tooLate(title: string, deadlineMs: number): SopsError {
  const message = `${title} did not answer within ${deadlineMs / 1000} s, and was ended.`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}

/** It finds its input closed, and may still tidy up. */
function letEnd(child: ChildProcess): void {
  child.stdin?.end()
  child.stdout?.resume()
  if (hasEnded(child)) return
  const late = setTimeout(() => endChild(child), grace)
  child.once('exit', () => clearTimeout(late))
}

/** By request, then by force; what it started itself may hold the pipes, so they are not waited for. */
function endChild(child: ChildProcess): void {
  for (const stream of child.stdio) stream?.destroy()
  if (hasEnded(child)) return
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), grace)
  child.once('exit', () => clearTimeout(force))
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null || pid === undefined
}
