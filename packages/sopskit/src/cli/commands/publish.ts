import { resolve } from 'node:path'
import { describeKeyChanges, SopsError } from '@sopskit/core'
import { quotePath } from '../../files/quote-path.ts'
import { withSlashes } from '../../files/with-slashes.ts'
import { planPaths, requireTarget } from '../../publish/plan-paths.ts'
import type { PlannedPublication, Publication } from '../../publish/publish-options.ts'
import { publishSource } from '../../publish/publish-source.ts'
import type { PlannedSource } from '../../publish/source.ts'
import type { CommandIo } from '../command-io.ts'
import { openInput } from '../input.ts'
import { openingOptions } from '../opening-options.ts'
import { readAnswer } from '../read-answer.ts'
import { describeNotice, printable } from '../report.ts'
import type { CommandRequest } from '../request.ts'
import type { CommandRun } from './command.ts'

/** Publishes a file, or every file of a folder until one fails (CLI-110, CLI-111). */
export const run: CommandRun = async (request, io) => {
  const { flags, words, inputFormat } = request
  const { env, fileSystem, signal } = io
  const [word = ''] = words
  const target = { path: resolve(io.cwd, word), matched: withSlashes(word) }
  const recursive = flags.recursive === true
  const kind = await requireTarget(target, { recursive, fileSystem })
  const { config } = await openInput(request, io, { lenient: false })
  if (config === undefined) {
    throw new SopsError(
      'CONFIG_UNREADABLE',
      'Where files are published to is said by destination_rules of a .sops.yaml, and there is none.',
    )
  }
  const opening = await openingOptions(request, io)
  const omitExtensions = flags['omit-extensions'] === true
  const plan = { config, env, omitExtensions, recursive, fileSystem }
  const publishOne = (source: PlannedSource): Promise<Publication> =>
    publishSource(source, {
      ...opening,
      config,
      env,
      fileSystem,
      signal,
      format: kind === 'file' ? inputFormat : undefined,
      now: io.now(),
      random: io.random,
      confirm: (planned) => confirm(planned, request, io),
    })
  for (const source of await planPaths([target], plan)) {
    const file = await publishOne(source).catch((error: unknown) => {
      // The error itself is told with the name of the folder.
      if (kind === 'folder') io.writeStderr(printable(`${quotePath(source.path)}: failed\n`))
      throw error
    })
    if (file.outcome === 'declined' && kind === 'file') throw declined(file)
    tell(file, io)
  }
  return 0
}

/** Says what will be, and asks until there is an answer unless all is agreed to (CLI-115). */
async function confirm(
  { path, destination, changes }: PlannedPublication,
  { flags }: CommandRequest,
  io: CommandIo,
): Promise<boolean> {
  if (changes?.groups.some(({ added, removed }) => added.length + removed.length > 0) === true) {
    // Not the threshold, as in sops.
    const shown = { ...changes, threshold: { before: 0, after: 0 } }
    await io.writeStdout(describeKeyChanges(shown).replace("file's groups", "file's key groups"))
  }
  if (flags.yes === true) return true
  for (;;) {
    await io.writeStdout(onOneLine(`uploading ${path} to ${destination} ? (y/n): `))
    const answer = await readAnswer(io.stdin)
    if (answer === undefined) throw new SopsError('ABORTED', 'Nobody answered. Try --yes.')
    if (answer === 'y' || answer === 'n') return answer === 'y'
  }
}

function declined({ path }: Publication): SopsError {
  return new SopsError('ABORTED', `${quotePath(path)} was not published, as you wish.`)
}

const outcomes = {
  published: 'published to',
  unchanged: 'already up to date:',
  declined: 'not published to',
} as const

function tell({ path, destination, outcome, warnings }: Publication, io: CommandIo): void {
  for (const notice of warnings) io.writeStderr(describeNotice(notice))
  io.writeStderr(`${onOneLine(`${quotePath(path)}: ${outcomes[outcome]} ${destination}`)}\n`)
}

/** A line break in a name could show another question or outcome than the one there is. */
function onOneLine(text: string): string {
  return printable(text).replaceAll('\n', '\u{fffd}')
}
