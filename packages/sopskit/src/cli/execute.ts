import type { LoadedConfig } from '../config/load-config.ts'
import type { RunOptions, RunResult } from '../exec/run-options.ts'
import type { CommandIo } from './command-io.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { openInput } from './input.ts'
import { openingOptions } from './opening-options.ts'
import { warn } from './output.ts'
import { type CommandRequest, given } from './request.ts'
import { surroundingsOf } from './surroundings-of.ts'

type Start = (
  bytes: Uint8Array,
  options: RunOptions,
  config: LoadedConfig | undefined,
) => Promise<RunResult>

/** Decrypts a file, has a command run with it, and gives what it says of the end (CLI-083). */
export async function execute(
  request: CommandRequest,
  io: CommandIo,
  start: Start,
): Promise<RunResult> {
  // They go to the command that is started.
  io.releaseSignals()
  const { flags, words, inputFormat: format } = request
  const { config, read } = await openInput(request, io, { lenient: true })
  const opening = await openingOptions(request, io)
  const options = {
    ...opening,
    format,
    command: words[1] ?? '',
    user: given(flags.user),
    surroundings: surroundingsOf(io),
  }
  const result = await start(await read(), options, config)
  warn(result, io)
  return result
}

/** Says how the command ended, unless it ended well or nothing is to be said. */
export function tellEnd(
  { status, endedBy }: RunResult,
  io: CommandIo,
  flags: FlagValues = {},
): void {
  if (flags['same-process'] === true || (status === 0 && endedBy === undefined)) return
  const how = endedBy === undefined ? `with exit code ${status}` : `by the signal ${endedBy}`
  io.writeStderr(`sopskit: the command ended ${how}.\n`)
}
