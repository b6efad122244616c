import { isSopsError, SopsError } from '../errors/sops-error.ts'
import type { ServiceAttempt } from './key-attempts.ts'
import type { KeyService, KeyServiceCall } from './key-service.ts'
import { safeAttempt } from './safe-attempt.ts'

/** Who is asked, and when to stop asking. */
export interface ServiceOptions {
  /** Asked in turn until one answers (K6). */
  readonly services: readonly KeyService[]
  readonly signal?: AbortSignal
}

/** The first answer that is not `null`, or why nobody gave one. */
export type Answer<T> =
  | { readonly answered: true; readonly value: T }
  | { readonly answered: false; readonly services: readonly ServiceAttempt[] }

/** Asks one service after the other (K6); aborting is no failure of a service but ends everything. */
export async function askServices<T>(
  { services, signal }: ServiceOptions,
  ask: (service: KeyService, call: KeyServiceCall) => Promise<T | null>,
): Promise<Answer<T>> {
  const call = signal === undefined ? {} : { signal }
  const attempts: ServiceAttempt[] = []
  for (const service of services) {
    throwIfAborted(signal)
    try {
      const value = await ask(service, call)
      if (value !== null && value !== undefined) return { answered: true, value }
    } catch (error) {
      throwIfAborted(signal)
      if (isSopsError(error, 'ABORTED')) throw error
      attempts.push(safeAttempt(service.name, error))
    }
  }
  return { answered: false, services: attempts }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new SopsError('ABORTED', 'The operation was aborted.')
}
