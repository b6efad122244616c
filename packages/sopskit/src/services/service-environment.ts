import type { AgePluginUi } from '@sopskit/keyservice-age/node'
import type { FileSystem } from '../files/file-system.ts'

/** Where key services look for credentials; all of it handed in, so that two tenants of a process never meet. */
export interface ServiceEnvironment {
  /** The variables, as `process.env` has them. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fileSystem: FileSystem
  /** As `process.platform` spells it. Default: that of the process. */
  readonly platform?: string | undefined
  /** Asks a person for a passphrase; without it none can be given. */
  readonly askPassphrase?: AskPassphrase | undefined
  /** Shows what age plugins say, and asks what they want to know; without it nobody is there. */
  readonly pluginUi?: AgePluginUi | undefined
}

/**
 * Asks for the passphrase of what is named, such as `the SSH key ~/.ssh/id_ed25519`; `undefined` when
 * there is nobody to ask.
 */
export type AskPassphrase = (what: string, signal: AbortSignal) => Promise<string | undefined>

/** As for sops, only the variable counts (AGE-007), not what the user database says. */
export function homeOf({ env }: ServiceEnvironment): string {
  return env['HOME'] ?? ''
}
