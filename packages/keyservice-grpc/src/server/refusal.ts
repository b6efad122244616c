import { isSopsError } from '@sopskit/core'

/** The status codes that the server answers with, by their names in the protocol (KS-006). */
export type RefusalStatus =
  'CANCELLED' | 'UNKNOWN' | 'INVALID_ARGUMENT' | 'NOT_FOUND' | 'PERMISSION_DENIED'

/** An answer that is no result; its text goes to the client. */
export class Refusal extends Error {
  readonly status: RefusalStatus

  constructor(status: RefusalStatus, message: string) {
    super(message)
    this.status = status
  }
}

/** What the client is told. Only our own errors are trusted to hold no secret. */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (isSopsError(error)) {
    const status = error.code === 'ABORTED' ? 'CANCELLED' : 'UNKNOWN'
    return new Refusal(status, error.message)
  }
  const message =
    'The key service failed with an error whose text is withheld because it could hold secrets.'
  return new Refusal('UNKNOWN', message)
}
