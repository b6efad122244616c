import { SopsError } from '@sopskit/core'
import {
  type FileUpdate,
  updateKeysInFiles,
  type UpdateKeysInFilesOptions,
} from '../../api/operations/update-keys-in-files.ts'
import type { LoadedConfig } from '../../config/load-config.ts'
import { isFileFormat } from '../../formats/file-format.ts'
import type { CommandIo } from '../command-io.ts'
import { confirmKeys } from '../confirm-keys.ts'
import { openInput } from '../input.ts'
import { layoutOf } from '../layout-of.ts'
import { progressBar } from '../progress-bar.ts'
import type { CommandRequest } from '../request.ts'
import { servicesOf } from '../services-of.ts'
import { tellFiles, tellKeptDataKeys, tellPlainFiles, tellSummary } from '../updatekeys-report.ts'
import type { CommandRun } from './command.ts'

/** Gives every file the keys of its creation rule; each is tried, whatever becomes of the others (CLI-105). */
export const run: CommandRun = async (request, io) => {
  const { flags, words } = request
  const { config } = await openInput(request, io, { lenient: false })
  if (config === undefined) {
    throw new SopsError('CONFIG_UNREADABLE', 'The keys come from a .sops.yaml, and there is none.')
  }
  const asks = flags.yes !== true && flags.check !== true && flags['dry-run'] !== true
  const bar = asks ? undefined : progressBar(io)
  const summary = await updateKeysInFiles(words, {
    ...(await optionsOf(request, config, io)),
    ...(asks && { confirm: confirmKeys(flags, io), limit: 1 }),
    onProgress: (_, progress) => bar?.show(progress),
  }).finally(() => bar?.erase())
  const { files, counts } = summary
  const alone = isAlone(words, files)
  const rotate = flags.rotate === true
  await tellFiles(files, { asked: asks, alone, rotate }, io)
  tellKeptDataKeys(files, io)
  const [first] = files
  if (alone && first?.outcome === 'failed') throw first.error
  if (!alone) {
    await tellPlainFiles(files, config, io)
    tellSummary(summary, { rotate }, io)
  }
  return counts.failed > 0 || (flags.check === true && counts.outdated > 0) ? 1 : 0
}

/** One word that stands for one file: its error is that of the command. */
function isAlone([word, ...others]: readonly string[], files: readonly FileUpdate[]): boolean {
  const [file, ...more] = files
  if (word === undefined || others.length > 0 || file === undefined || more.length > 0) return false
  return file.outcome !== 'skipped'
}

async function optionsOf(
  request: CommandRequest,
  config: LoadedConfig,
  io: CommandIo,
): Promise<UpdateKeysInFilesOptions> {
  const { flags } = request
  const type = flags['input-type']
  const mode = flags['dry-run'] === true ? 'dry-run' : 'write'
  return {
    // No decryption order: sops has none here (CLI-051).
    services: await servicesOf(request, io),
    config,
    directory: io.cwd,
    format: type !== undefined && isFileFormat(type) ? type : undefined,
    indent: flags.indent,
    layout: layoutOf(flags),
    rotate: flags.rotate,
    mode: flags.check === true ? 'check' : mode,
    now: io.now(),
    random: io.random,
    signal: io.signal,
  }
}
