import type { Readable } from 'node:stream'
import type { RandomBytes } from '@sopskit/core'
import type { AgePluginUi } from '@sopskit/keyservice-age/node'
import type { FileSystem } from '../files/file-system.ts'
import type { Surroundings } from '../processes/surroundings.ts'
import type { AskPassphrase } from '../services/service-environment.ts'
import type { Environment } from './flags/flag-environment.ts'

/** Everything the command takes from and gives to the world around it. */
export interface CommandIo {
  readonly env: Environment
  /** As `process.platform` spells it; says where the key file of this user is. Default: that of the process. */
  readonly platform?: string
  /** The directory that relative paths and the search for a configuration start from; absolute. */
  readonly cwd: string
  readonly fileSystem: FileSystem
  /** Standard input, for a command that asks questions. */
  readonly stdin: Readable
  /** Reads standard input to its end. */
  readStdin(): Promise<Uint8Array>
  /** Writes to standard output and waits until it is taken. */
  writeStdout(data: Uint8Array | string): Promise<void>
  writeStderr(text: string): void
  now(): Date
  readonly random: RandomBytes
  readonly signal: AbortSignal
  /** Leaves the signals of the system to what comes now: they do not abort `signal` any more. */
  releaseSignals(): void
  /** Ends this process as the signal does. */
  endBySignal(name: NodeJS.Signals): void
  /** Somebody sits at a terminal and can answer. Default: false. */
  readonly interactive?: boolean
  /** How wide the terminal is that standard error goes to; `undefined` when it goes to none. */
  readonly messageColumns?: number | undefined
  /** Asks a person for a passphrase. Without it, keys that are protected by one cannot be used. */
  readonly askPassphrase?: AskPassphrase | undefined
  /** Shows what age plugins say, and asks what they want to know. */
  readonly pluginUi?: AgePluginUi | undefined
  /** What editing and running programs takes from elsewhere. */
  readonly surroundings?: Partial<Surroundings>
}
