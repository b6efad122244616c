/** What a passphrase is asked for. */
export interface AgePassphraseRequest {
  /** `ssh-key`: a private key of SSH; `identity-file`: age identities that are encrypted with a passphrase. */
  readonly kind: 'ssh-key' | 'identity-file'
  /** Where it was found: the path of the SSH key, or the source, such as `SOPS_AGE_KEY_FILE`. */
  readonly place: string
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/** Asks for a passphrase; `undefined` when there is nobody to ask, or no answer. */
export type AskAgePassphrase = (request: AgePassphraseRequest) => Promise<string | undefined>

/** Where passphrases come from; keeps the identity file at hand, which an agent names them by (AGE-017). */
export interface Passphrases {
  readonly ask: (request: AgePassphraseRequest, file?: Uint8Array) => Promise<string | undefined>
  /** Tells that the passphrase for this file was wrong. */
  readonly reject?: (file: Uint8Array) => Promise<void>
}
