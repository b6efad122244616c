/** A private key that is locked with a passphrase. */
export interface PgpKeyToUnlock {
  /** Of the primary key, in upper case. */
  readonly fingerprint: string
  /** The names in the key, like `Alice <alice@example.org>`; whoever made the key chose them. */
  readonly userIds: readonly string[]
}

/** Gives the passphrase of a key, or `undefined` when there is none. */
export type AskPassphrase = (key: PgpKeyToUnlock) => Promise<string | undefined>
