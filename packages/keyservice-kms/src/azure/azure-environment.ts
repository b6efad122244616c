/** Tells whether the metadata server of Azure answers, in so many milliseconds. */
export type ImdsProbe = (milliseconds: number) => Promise<boolean>

/** What the search for an Azure credential looks at. */
export interface AzureEnvironment {
  /** The variables, as `process.env` has them; one that is set to nothing counts as unset. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Default: asks 169.254.169.254. */
  readonly probe?: ImdsProbe
  /** After so many milliseconds an operation ends with `SERVICE_UNAVAILABLE`. Default: 30,000; sops has none (KEY-008). */
  readonly deadlineMs?: number
}
