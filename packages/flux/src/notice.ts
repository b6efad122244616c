/** What a notice is about. Codes are stable. */
export type FluxNoticeCode =
  /** An entry of a kustomization that is somewhere else was left out: nothing is fetched. */
  | 'REMOTE_SKIPPED'
  /** A resource was decrypted that no committed file was found for, so no MAC was verified (FLX-041). */
  | 'MAC_NOT_VERIFIED'
  /** A value of a resource is ciphertext still; the controller applies it as it is. */
  | 'STILL_ENCRYPTED'
  /** An entry of `data` that is no base64: Kubernetes refuses it (FLX-088). */
  | 'NOT_BASE64'
  /** An entry of `stringData` that is no text: Kubernetes refuses it (FLX-043). */
  | 'NOT_TEXT'
  /** What was decrypted for a Secret stands in a ConfigMap as well, where everybody can read it (FLX-032). */
  | 'DECRYPTED_OUTSIDE_SECRET'

/** What deserves attention though the build went on. */
export interface FluxNotice {
  readonly code: FluxNoticeCode
  /** One sentence; never holds a value. */
  readonly message: string
}
