import type { FluxFileSystem } from '../files/file-system.ts'

/** The keys that files are encrypted for, as creation rules take them: several of a kind by commas. */
export interface FluxKeys {
  readonly age?: string | undefined
  readonly pgp?: string | undefined
  readonly kms?: string | undefined
  readonly gcpKms?: string | undefined
  readonly azureKeyvault?: string | undefined
  readonly hcVaultTransit?: string | undefined
}

/** A private key for the cluster, and where the Secret that holds it is written. */
export interface FluxPrivateKey {
  /** What `age-keygen` or `gpg --export-secret-keys --armor` writes. */
  readonly text: string
  /** Where the manifest goes, with mode 0600; keep it out of the repository. */
  readonly secretFile: string
}

/** What {@link planFluxInit} and {@link initFlux} take. */
export interface FluxInitOptions {
  /** The folder that one cluster reconciles, such as `clusters/prod`. */
  readonly folder: string
  readonly keys: FluxKeys
  /**
   * The folder of one `.sops.yaml` for all clusters, usually the top of the repository; sops looks for it upwards
   * from where it runs. Default: one in `folder`, which counts only when sops runs there (FLX-061).
   */
  readonly root?: string | undefined
  /**
   * Which manifests are encrypted. Default: those below `folder` with `secret` in their name, and whole files
   * with `.encrypted` at the end of theirs, for generators (FLX-062).
   */
  readonly pathRegex?: string | undefined
  /** The armored public PGP key, for `.sops.pub.asc` (FLX-060). */
  readonly publicKey?: string | undefined
  readonly privateKey?: FluxPrivateKey | undefined
  /** The name of the decryption Secret. Default: `sops-age`, `sops-gpg` or `sops-keys`. */
  readonly secretName?: string | undefined
  /** The namespace of Flux. Default: `flux-system`. */
  readonly namespace?: string | undefined
  /** The name of the Kustomization to patch. Default: `flux-system`. */
  readonly kustomization?: string | undefined
  /** Replace files that are there with other content. Default: false, they are an error. */
  readonly force?: boolean | undefined
  readonly signal?: AbortSignal | undefined
  /** Default: that of this machine. */
  readonly fileSystem?: FluxFileSystem | undefined
}

/** What becomes of one file. */
export interface FluxInitChange {
  readonly path: string
  /** `extend` adds to what is there; `replace` needs `force`. */
  readonly action: 'create' | 'extend' | 'replace' | 'keep'
  /** The whole new content. */
  readonly content: string
  readonly mode: number
  /** The content is secret. */
  readonly secret: boolean
}

/** What is to be done for a cluster. */
export interface FluxInitPlan {
  readonly changes: readonly FluxInitChange[]
  /** The patch of the Flux Kustomization, as YAML (FLX-001). */
  readonly patch: string
}
