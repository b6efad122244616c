/** What the search for identities looks at; all of it handed in, so that two tenants of a process never meet. */
export interface AgeEnvironment {
  /** The variables, as `process.env` has them: one that is set to nothing counts as set (AGE-009). */
  readonly env: Readonly<Record<string, string | undefined>>
  /** As `process.platform` spells it; `win32` and `darwin` have their own default key file (AGE-007). */
  readonly platform: string
  /** Absolute; empty when unknown. */
  readonly homeDirectory: string
  /** Gives a file's bytes; rejects with an error whose `code` is `ENOENT` when there is none, as Node's does. */
  readonly readFile: (path: string) => Promise<Uint8Array>
}
