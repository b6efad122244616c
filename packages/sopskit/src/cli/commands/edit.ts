import type { EditFileOptions } from '../../edit/edit-file.ts'
import { askByLine } from '../../edit/ask-by-line.ts'
import { editFile } from '../../edit/edit-file.ts'
import { indentOf } from '../../config/indent-of.ts'
import type { CommandIo } from '../command-io.ts'
import { encryptOptions } from '../encrypt-options.ts'
import { openInput } from '../input.ts'
import { layoutOf } from '../layout-of.ts'
import { openingOptions } from '../opening-options.ts'
import { warn } from '../output.ts'
import { describeError } from '../report.ts'
import type { CommandRequest } from '../request.ts'
import { surroundingsOf } from '../surroundings-of.ts'
import type { CommandRun } from './command.ts'

/** Has a file edited. Only a new one follows flags and a creation rule (CLI-031, CLI-076). */
export const run: CommandRun = async (request, io) => {
  io.releaseSignals()
  const { input = '', words } = request
  const { creation, config } = await kindOf(request, io)
  const { flags, inputFormat, outputFormat } = request
  const result = await editFile(input, {
    ...creation,
    ...(await openingOptions(request, io)),
    format: inputFormat,
    outputFormat,
    indent: flags.indent ?? indentOf(config, outputFormat),
    layout: layoutOf(flags),
    showMasterKeys: flags['show-master-keys'],
    onRejected: askByLine(io.stdin, (error) => {
      io.writeStderr(`${describeError(error, words[0])}Press Enter to go on editing.\n`)
    }),
    now: io.now(),
    random: io.random,
    surroundings: surroundingsOf(io),
  })
  warn(result, io)
  return 0
}

interface Kind {
  readonly config: Parameters<typeof indentOf>[0]
  readonly creation: Partial<EditFileOptions>
}

async function kindOf(request: CommandRequest, io: CommandIo): Promise<Kind> {
  const { input = '' } = request
  const exists = await io.fileSystem.stat(input).then(
    () => true,
    () => false,
  )
  const { config } = await openInput(request, io, { lenient: exists })
  return { config, creation: exists ? {} : await encryptOptions(request, config, io) }
}
