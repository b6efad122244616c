import type { KeyService } from '@sopskit/core'
import type { FluxFileSystem } from '../files/file-system.ts'
import type { FluxNotice } from '../notice.ts'
import type { ResourceId } from './resource.ts'
import type { RunKustomize } from './run-kustomize.ts'

/** What {@link buildFlux} takes. */
export interface BuildFluxOptions {
  /**
   * The top of what Flux gets from the repository: nothing outside is read. Default: the nearest folder above
   * with a `.git`, or else the folder itself.
   */
  readonly root?: string | undefined
  /** The manifest of the Secret that `spec.decryption.secretRef` names, YAML or JSON. */
  readonly decryptionSecret?: string | Uint8Array | undefined
  /**
   * Key services for what the Secret has no entry for, as `keyServicesFromEnvironment` of `sopskit` makes them.
   * With a Secret, age and PGP keys come from it alone. Default: none.
   */
  readonly services?: readonly KeyService[] | undefined
  /** False: as for a Kustomization without `spec.decryption`, nothing is decrypted (FLX-003). Default: true. */
  readonly decrypt?: boolean | undefined
  /** Print values that are secret. Default: false, they are replaced by `<redacted>`. */
  readonly showSecrets?: boolean | undefined
  /** The name or path of kustomize. Default: `kustomize`. */
  readonly kustomize?: string | undefined
  /** Which kinds of key to try first. Default: `age`, `pgp` (FLX-050). */
  readonly decryptionOrder?: readonly string[] | undefined
  readonly signal?: AbortSignal | undefined
  /** Variables for the clients of clouds and of Vault, and `PATH`. Default: none. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** As `process.platform` spells it. Default: that of the process. */
  readonly platform?: string | undefined
  /** Default: that of this machine. */
  readonly fileSystem?: FluxFileSystem | undefined
  /** Where the scratch folder is made. Default: that of the system; on a RAM disk nothing reaches a disk. */
  readonly temporaryRoot?: string | undefined
  /** Runs kustomize. Default: as a process of this machine. */
  readonly runKustomize?: RunKustomize | undefined
}

/** A resource as the controller would apply it, without its content. */
export interface BuiltResource extends ResourceId {
  /** Something in it was encrypted. */
  readonly decrypted: boolean
}

/** What the controller would apply. */
export interface BuiltFlux {
  /** The manifests as YAML; without `showSecrets`, values that are secret are replaced. */
  readonly manifests: string
  readonly resources: readonly BuiltResource[]
  readonly notices: readonly FluxNotice[]
}
