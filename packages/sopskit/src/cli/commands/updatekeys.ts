import { resolve } from 'node:path'
import type { KeyChanges } from '@sopskit/core'
import { describeKeyChanges, SopsError } from '@sopskit/core'
import {
  type FileUpdate,
  updateKeysInFiles,
  type UpdateKeysInFilesOptions,
} from '../../api/operations/update-keys-in-files.ts'
import type { LoadedConfig } from '../../config/load-config.ts'
import { quotePath } from '../../files/quote-path.ts'
import { isFileFormat } from '../../formats/file-format.ts'
import { environmentService } from '../../options/environment-service.ts'
import type { CommandIo } from '../command-io.ts'
import { openInput } from '../input.ts'
import { warn } from '../output.ts'
import { readAnswer } from '../read-answer.ts'
import { describeError, printable } from '../report.ts'
import type { CommandRequest } from '../request.ts'
import type { CommandRun } from './command.ts'

/** Gives every file the keys of its creation rule; each is tried, whatever becomes of the others (CLI-105). */
export const run: CommandRun = async (request, io) => {
  const { flags, words } = request
  const { config } = await openInput(request, io, { lenient: false })
  if (config === undefined) {
    throw new SopsError('CONFIG_UNREADABLE', 'The keys come from a .sops.yaml, and there is none.')
  }
  const files = words.map((word) => resolve(io.cwd, word))
  const { files: updates, counts } = await updateKeysInFiles(files, {
    ...(await optionsOf(request, config, io)),
    ...(isAsked(request) && { confirm: confirmBy(io), limit: 1 }),
  })
  for (const update of updates) await tell(update, request, io)
  const [first] = updates
  if (updates.length === 1 && first?.outcome === 'failed') throw first.error
  if (counts.failed > 0) io.writeStderr(`sopskit: ${counts.failed} of ${updates.length} failed.\n`)
  return counts.failed > 0 || (flags.check === true && counts.outdated > 0) ? 1 : 0
}

function isAsked({ flags }: CommandRequest): boolean {
  return flags.yes !== true && flags.check !== true && flags['dry-run'] !== true
}

async function optionsOf(
  { flags }: CommandRequest,
  config: LoadedConfig,
  io: CommandIo,
): Promise<UpdateKeysInFilesOptions> {
  const type = flags['input-type']
  const mode = flags['dry-run'] === true ? 'dry-run' : 'write'
  return {
    // No decryption order: sops has none here (CLI-051).
    services: [await environmentService(io)],
    config,
    format: type !== undefined && isFileFormat(type) ? type : undefined,
    indent: flags.indent,
    mode: flags.check === true ? 'check' : mode,
    now: io.now(),
    random: io.random,
    signal: io.signal,
  }
}

/** Asks until there is an answer (CLI-105). */
function confirmBy(io: CommandIo): (path: string, changes: KeyChanges) => Promise<boolean> {
  return async (path, changes) => {
    io.writeStderr(`${named(path)}:\n`)
    await io.writeStdout(describeKeyChanges(changes))
    for (;;) {
      await io.writeStdout('Is this okay? (y/n):')
      const answer = await readAnswer(io.stdin)
      if (answer === undefined) throw new SopsError('ABORTED', 'Nobody answered. Try --yes.')
      if (answer === 'y' || answer === 'n') return answer === 'y'
    }
  }
}

async function tell(file: FileUpdate, request: CommandRequest, io: CommandIo): Promise<void> {
  if (file.outcome === 'failed') {
    const { error, path } = file
    // The error of a single file is that of the command.
    if (request.words.length > 1) io.writeStderr(`${named(path)}: ${describeError(error, path)}`)
    return
  }
  const { path, outcome, changes, warnings } = file
  if (changes.changed && !isAsked(request)) await io.writeStdout(describeKeyChanges(changes))
  warn({ warnings }, io)
  io.writeStderr(`${named(path)}: ${outcomes[outcome]}\n`)
}

function named(path: string): string {
  return printable(quotePath(path))
}

const outcomes = {
  updated: 'synced with new keys',
  outdated: 'differs, left unchanged',
  unchanged: 'already up to date',
} as const
