/** A private key of SSH, in any of the formats of `ssh-keygen`. */
export interface AgeSshIdentity {
  readonly kind: 'ssh'
  readonly privateKey: string
  /** The line of its `.pub` file; only keys of the old format with a passphrase need it (AGE-015). */
  readonly publicKey?: string
  /** Names it in prompts and errors; never secret. */
  readonly place: string
  /** False: a key with a passphrase is an error, as from a command (AGE-015). */
  readonly mayAsk?: boolean
}

/** Identities in an age file that is encrypted with a passphrase (AGE-016). */
export interface AgeEncryptedIdentities {
  readonly kind: 'encrypted'
  /** Armored text in UTF-8, or binary. */
  readonly file: Uint8Array
  /** Names it in prompts and errors; never secret. */
  readonly place: string
}

/** Something to unwrap with; a text is `AGE-SECRET-KEY-1…`, `AGE-SECRET-KEY-PQ-1…` or `AGE-PLUGIN-NAME-1…`. */
export type AgeIdentity = string | AgeSshIdentity | AgeEncryptedIdentities
