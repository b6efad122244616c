import type { KeyService, MasterKeyType } from '@sopskit/core'

/** What the key services of a decryption Secret take from the world beside its entries. */
export interface KeyEnvironment {
  /** Endpoints, proxies, allowlists and the like come from here; a static entry replaces credentials. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly readFile: (path: string) => Promise<Uint8Array>
  /** Writes a file that only this user can read, and that is removed after the build; gives its path. */
  readonly keepFile: (name: string, text: string) => Promise<string>
}

/** A key service that some entry makes, and the one kind of key it is for. */
export interface EntryService {
  readonly type: MasterKeyType
  readonly service: KeyService
}

/** Reads one entry. */
export type ReadEntry = (
  entry: { readonly key: string; readonly bytes: Uint8Array },
  environment: KeyEnvironment,
) => Promise<EntryService>
