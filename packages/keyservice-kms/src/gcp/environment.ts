import type { MetadataFetch } from './metadata-server.ts'

/** What the search for Google credentials looks at; all of it handed in. */
export interface GcpEnvironment {
  /** The variables, as `process.env` has them; one that is set to nothing counts as unset (GCP-004). */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Gives a file's bytes; rejects with an error whose `code` is `ENOENT` when there is none. Default: that of Node. */
  readonly readFile?: (path: string) => Promise<Uint8Array>
  /** As `process.platform` spells it; `win32` keeps gcloud's file elsewhere. Default: that of the process. */
  readonly platform?: string
  /** Asks the metadata server. Default: the `fetch` of the runtime. */
  readonly fetch?: MetadataFetch
  /** After so many milliseconds an operation ends with `SERVICE_UNAVAILABLE`. Default: 30,000; sops has none (KEY-008). */
  readonly deadlineMs?: number
}
