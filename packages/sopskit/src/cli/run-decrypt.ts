import { parsePath, requireDistinctKinds, SopsError } from '@sopskit/core'
import type { DecryptResult } from '../api/decrypt.ts'
import { refuseLoss } from '../api/refuse-loss.ts'
import { indentOf } from '../config/indent-of.ts'
import { environmentService } from '../options/environment-service.ts'
import type { CommandInput } from './command-input.ts'
import type { CommandIo } from './command-io.ts'
import { layoutOf } from './layout-of.ts'
import { given, type CommandRequest } from './request.ts'

/** Decrypts what a request names; the checks come in the order of sops (Z3). */
export async function runDecrypt(
  { flags, input, destination, inputFormat, outputFormat }: CommandRequest,
  { config, read }: CommandInput,
  io: CommandIo,
): Promise<DecryptResult> {
  const order = given(flags['decryption-order'])?.split(',')
  if (order !== undefined) requireDistinctKinds(order)
  parsePath(flags.extract ?? '')
  const layout = layoutOf(flags)
  const bytes = await read()
  const { decrypt } = await import('../api/decrypt.ts')
  const result = await decrypt(bytes, {
    format: inputFormat,
    outputFormat,
    services: [await environmentService(io)],
    decryptionOrder: order,
    extract: flags.extract,
    ignoreMac: flags['ignore-mac'],
    indent: flags.indent ?? indentOf(config, outputFormat),
    layout,
    signal: io.signal,
  })
  refuseOneForAll(flags)
  await refuseLoss(result, { input, destination, fileSystem: io.fileSystem })
  return result
}

/** sops does this; every mistake in the path is reported first, as it is there (Z3). */
function refuseOneForAll(flags: CommandRequest['flags']): void {
  if (flags['in-place'] !== true || given(flags.extract) === undefined) return
  throw new SopsError(
    'CONFLICTING_OPTIONS',
    '--extract with --in-place would replace the whole file by one value. Use --output.',
  )
}
