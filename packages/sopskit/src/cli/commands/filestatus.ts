import { fileStatus } from '../../api/operations/file-status.ts'
import { openInput } from '../input.ts'
import type { CommandRun } from './command.ts'

/** Tells whether a file is encrypted (CLI-120). */
export const run: CommandRun = async (request, io) => {
  const { read } = await openInput(request, io, { lenient: true })
  const { encrypted } = await fileStatus(await read(), { format: request.inputFormat })
  await io.writeStdout(`${JSON.stringify({ encrypted })}\n`)
  return 0
}
