import { SopsError } from '@sopskit/core'
import { indentOf } from '../../config/indent-of.ts'
import { runWithFile } from '../../exec/run-with-file.ts'
import { execute, tellEnd } from '../execute.ts'
import { given } from '../request.ts'
import type { CommandRun } from './command.ts'

/** Runs a command that reads the decrypted file. */
export const run: CommandRun = async (request, io) => {
  const { flags, outputFormat } = request
  if (flags.background === true) {
    throw new SopsError(
      'USAGE',
      'With --background the file would be gone before the command reads it. Leave the flag out.',
    )
  }
  const result = await execute(request, io, (bytes, options, config) =>
    runWithFile(bytes, {
      ...options,
      outputFormat,
      indent: flags.indent ?? indentOf(config, outputFormat),
      fileName: given(flags.filename),
      regularFile: flags['no-fifo'] === true ? true : undefined,
    }),
  )
  tellEnd(result, io)
  return result.status
}
