import { indentOf } from '../../config/indent-of.ts'
import { encryptOptions } from '../encrypt-options.ts'
import { openInput } from '../input.ts'
import { layoutOf } from '../layout-of.ts'
import { writeResult } from '../output.ts'
import { servicesOf } from '../services-of.ts'
import type { CommandRun } from './command.ts'

/** Encrypts; the checks come in the order of sops (Z3). */
export const run: CommandRun = async (request, io) => {
  const { flags, outputFormat } = request
  const { config, read } = await openInput(request, io, { lenient: false, fileFirst: true })
  const layout = layoutOf(flags)
  const options = await encryptOptions(request, config, io)
  const services = await servicesOf(request, io)
  const bytes = await read()
  const { encrypt } = await import('../../api/encrypt.ts')
  const result = await encrypt(bytes, {
    ...options,
    services,
    outputFormat,
    indent: flags.indent ?? indentOf(config, outputFormat),
    layout,
    now: io.now(),
    random: io.random,
    signal: io.signal,
  })
  await writeResult(result, request, { io })
  return 0
}
