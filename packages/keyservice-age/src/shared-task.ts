import { abortedError, refuseAborted, unlessAborted } from '@sopskit/core'
import { someAgeKey } from './age-key-name.ts'

/** Waits for the one result that all callers share; rejects with `ABORTED` when this caller's signal is aborted. */
export type SharedTask<T> = (signal?: AbortSignal) => Promise<T>

/**
 * Does something once, however often it is asked for: what came out, an error too, is kept. A caller that
 * aborts leaves the others alone; when the last one that waits has gone, the work itself is aborted and the
 * next call starts it anew.
 */
export function sharedTask<T>(run: (signal: AbortSignal) => Promise<T>): SharedTask<T> {
  let current: Run<T> | undefined
  return async (signal) => {
    refuseAborted(signal, someAgeKey)
    // Looked at when it matters: between an abort and the end of who aborted another caller may come.
    if (current === undefined || current.isAbandoned()) current = startRun(run)
    return current.wait(signal)
  }
}

interface Run<T> {
  readonly wait: SharedTask<T>
  /** Everybody who waited has gone before there was a result. */
  readonly isAbandoned: () => boolean
}

function startRun<T>(run: (signal: AbortSignal) => Promise<T>): Run<T> {
  const controller = new AbortController()
  let settled = false
  let waiting = 0
  const work = async (): Promise<T> => {
    try {
      return await run(controller.signal)
    } finally {
      settled = true
    }
  }
  const result = work()
  const wait: SharedTask<T> = async (signal) => {
    waiting++
    try {
      return await unlessAborted(result, signal, () => abortedError(someAgeKey))
    } finally {
      waiting--
      if (waiting === 0 && !settled) controller.abort()
    }
  }
  return { wait, isAbandoned: () => controller.signal.aborted }
}
