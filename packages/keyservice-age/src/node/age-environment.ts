import type { AskAgePassphrase } from '../passphrase/passphrases.ts'
import type { AgePluginUi } from './plugins/plugin-ui.ts'

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
  /**
   * Asks for the passphrase of an SSH key or of encrypted identities (AGE-015, AGE-017), once for each. A
   * running gpg-agent is asked first about identities. Default: nobody is asked, and what needs a passphrase
   * cannot be used.
   */
  readonly askPassphrase?: AskAgePassphrase
  /** Shows what age plugins say and asks what they want to know. Default: nobody is there. */
  readonly pluginUi?: AgePluginUi
  /** Where age plugins run (AGE-019). Default: the temporary folder of the machine. */
  readonly temporaryDirectory?: string
  /**
   * Milliseconds that a command may run, or a plugin may be silent, while nobody is being asked. Default: two
   * minutes.
   */
  readonly deadlineMs?: number
}

/** What programs are started with. */
export type ProgramEnvironment = Pick<AgeEnvironment, 'env' | 'platform' | 'deadlineMs'>

export const defaultDeadlineMs = 120_000
