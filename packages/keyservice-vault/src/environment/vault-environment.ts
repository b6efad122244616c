/** What the settings of Vault are read from; all of it handed in, so that two tenants of a process never meet. */
export interface VaultEnvironment {
  /** The variables, as `process.env` has them. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute; empty when unknown. `.vault-token` is looked for there (HCV-004). */
  readonly homeDirectory: string
  /** Gives a file's bytes; rejects with an error whose `code` is `ENOENT` when there is none, as Node's does. */
  readonly readFile: (path: string) => Promise<Uint8Array>
  /** Gives the paths of all files below a folder, for `VAULT_CAPATH`; default: from the file system. */
  readonly listFiles?: (folder: string) => Promise<readonly string[]>
}
