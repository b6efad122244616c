import type { LoadedConfig } from '../config/load-config.ts'

/** What a command runs on beside its request. */
export interface CommandInput {
  readonly config: LoadedConfig | undefined
  readonly read: () => Promise<Uint8Array>
}
