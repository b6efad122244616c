import type { CheckSource } from './source/check-source.ts'
import type { EncryptedSubject, Subject } from './subject.ts'

/** What rules about the whole tree look at. */
export interface CheckTree {
  readonly source: CheckSource
  /** The checked files that kustomize or Flux reads for instructions. */
  readonly kustomizations: readonly Subject[]
  /** The checked files with a Secret that are not encrypted themselves; what they hold can be. */
  readonly plainSecrets: readonly Subject[]
  /** The checked files that are encrypted manifests, by absolute path. */
  readonly encryptedManifests: readonly string[]
  /** A path as findings name it. */
  readonly nameOf: (path: string) => string
  /** Told of what could not be checked, and why. */
  readonly onFailure: (path: string, error: unknown) => void
  /** Reads a file that another one names; `undefined` unless it is encrypted. */
  readonly openEncrypted: (path: string) => Promise<EncryptedSubject | undefined>
}
