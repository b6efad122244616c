import type { ChangeOptions } from '../api/operations/change-options.ts'
import type { Changed } from '../api/operations/change-result.ts'
import type { Output, OutputFacts } from '../api/output.ts'
import { indentOf } from '../config/indent-of.ts'
import type { CommandIo } from './command-io.ts'
import { openInput } from './input.ts'
import { layoutOf } from './layout-of.ts'
import { openingOptions } from './opening-options.ts'
import { warn, writeResult } from './output.ts'
import type { CommandRequest } from './request.ts'

type Change = (
  bytes: Uint8Array,
  options: ChangeOptions,
) => Promise<Output & OutputFacts & Partial<Changed> & { readonly macVerified?: boolean }>

/** Reads an encrypted file, has it changed, and writes the result; without a change the file is left alone. */
export async function change(
  request: CommandRequest,
  io: CommandIo,
  operate: Change,
): Promise<number> {
  const { flags, input, destination, inputFormat, outputFormat } = request
  const { config, read } = await openInput(request, io, { lenient: true })
  const opening = await openingOptions(request, io)
  const layout = layoutOf(flags)
  const bytes = await read()
  const result = await operate(bytes, {
    ...opening,
    format: inputFormat,
    outputFormat,
    indent: flags.indent ?? indentOf(config, outputFormat),
    layout,
    now: io.now(),
    random: io.random,
    signal: io.signal,
  })
  if (result.changed === false && destination === input) warn(result, io)
  else await writeResult(result, request, { io, replaces: bytes })
  return 0
}
