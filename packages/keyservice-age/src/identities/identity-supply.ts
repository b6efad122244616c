import type { AgeIdentity } from './age-identity.ts'

/** The identities a key service may use. */
export interface IdentitySupply {
  readonly identities: readonly AgeIdentity[]
  /** The names of the sources that had any, each with how many; may be absent. */
  readonly sources?: string
  /** Where there were none and what went wrong there, in sentences, for the error when none of them fits; may be empty. */
  readonly report: string
}

/** Finds the identities for a recipient whose data key must be unwrapped. Rejects with `ABORTED` only. */
export type FindIdentities = (recipient: string, signal?: AbortSignal) => Promise<IdentitySupply>
