/** The identities a key service may use. */
export interface IdentitySupply {
  readonly identities: readonly string[]
  /** Where they came from and what went wrong there, in sentences, for the error when none of them fits; may be empty. */
  readonly report: string
}

/** Finds the identities; called at most once, when the first data key must be unwrapped. Never rejects. */
export type FindIdentities = () => Promise<IdentitySupply>
