import type { LoadedConfig } from '../config/load-config.ts'
import { readInput, requireInput } from '../files/read-input.ts'
import type { CommandIo } from './command-io.ts'
import { readConfiguration } from './read-configuration.ts'
import type { CommandRequest } from './request.ts'

/** What a command runs on beside its request. */
export interface CommandInput {
  readonly config: LoadedConfig | undefined
  /** Reads the file, or standard input. */
  readonly read: () => Promise<Uint8Array>
}

/** What {@link openInput} asks before anything is read. */
export interface OpenInputOptions {
  /** The command follows no creation rule. */
  readonly lenient: boolean
  /** A missing file counts before a bad configuration (Z3). */
  readonly fileFirst?: true
}

/** Makes sure of what every command on a file needs. */
export async function openInput(
  request: CommandRequest,
  io: CommandIo,
  { lenient, fileFirst }: OpenInputOptions,
): Promise<CommandInput> {
  const { input } = request
  if (input !== undefined && fileFirst === true) await requireInput(input, io.fileSystem)
  const config = await readConfiguration(request, io, { lenient })
  const read = () => (input === undefined ? io.readStdin() : readInput(input, io.fileSystem))
  return { config, read }
}
