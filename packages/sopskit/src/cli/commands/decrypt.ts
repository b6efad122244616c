import { parsePath, SopsError } from '@sopskit/core'
import { refuseLoss } from '../../api/refuse-loss.ts'
import { indentOf } from '../../config/indent-of.ts'
import type { FlagValues } from '../flags/flag-table.ts'
import { openInput } from '../input.ts'
import { layoutOf } from '../layout-of.ts'
import { openingOptions } from '../opening-options.ts'
import { writeResult } from '../output.ts'
import { given } from '../request.ts'
import type { CommandRun } from './command.ts'

/** Decrypts; the checks come in the order of sops (Z3). */
export const run: CommandRun = async (request, io) => {
  const { flags, input, destination, inputFormat, outputFormat } = request
  const { config, read } = await openInput(request, io, { lenient: true, fileFirst: true })
  const opening = await openingOptions(request, io)
  parsePath(flags.extract ?? '')
  const layout = layoutOf(flags)
  const bytes = await read()
  const { decrypt } = await import('../../api/decrypt.ts')
  const result = await decrypt(bytes, {
    ...opening,
    format: inputFormat,
    outputFormat,
    extract: flags.extract,
    indent: flags.indent ?? indentOf(config, outputFormat),
    layout,
    signal: io.signal,
  })
  refuseOneForAll(flags)
  await refuseLoss(result, { input, destination, fileSystem: io.fileSystem })
  await writeResult(result, request, { io })
  return 0
}

/** sops does this; every mistake in the path is reported first, as it is there (Z3). */
function refuseOneForAll(flags: FlagValues): void {
  if (flags['in-place'] !== true || given(flags.extract) === undefined) return
  throw new SopsError(
    'CONFLICTING_OPTIONS',
    '--extract with --in-place would replace the whole file by one value. Use --output.',
  )
}
