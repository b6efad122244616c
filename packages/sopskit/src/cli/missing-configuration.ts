import { isSopsError } from '@sopskit/core'
import { searchConfig } from '../config/find-config.ts'
import { quotePath } from '../files/quote-path.ts'
import type { CommandIo } from './command-io.ts'
import { printable } from './report.ts'
import { type CommandRequest, given } from './request.ts'

/** Says that nothing was found that could name keys, where they are missing (CFG-002); empty otherwise. */
export async function missingConfiguration(
  error: unknown,
  request: CommandRequest | undefined,
  { cwd, fileSystem }: CommandIo,
): Promise<string> {
  if (!isSopsError(error, 'NO_RECIPIENTS') || request === undefined) return ''
  if (request.command !== 'encrypt' && request.command !== 'edit') return ''
  if (given(request.flags.config) !== undefined) return ''
  const { file } = await searchConfig(cwd, fileSystem)
  if (file !== undefined) return ''
  return printable(
    `No .sops.yaml was found in the working directory ${quotePath(cwd)} or above it.\n`,
  )
}
