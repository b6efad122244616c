import { compatibleVersion, isSopsError, SopsError } from '@sopskit/core'
import type { CommandIo } from './command-io.ts'
import { isCommandName } from './command-name.ts'
import { commands } from './commands/command-table.ts'
import { type ExitContext, exitCodeOf } from './exit-codes.ts'
import { addEnvironment } from './flags/flag-environment.ts'
import { helpText, shortHelp } from './help.ts'
import { hintFor } from './hint-for.ts'
import { missingConfiguration } from './missing-configuration.ts'
import { withFittingLayout } from './layout-of.ts'
import { type ParsedArguments, parseArguments } from './parse-arguments.ts'
import { describeError } from './report.ts'
import { readRequest, type CommandRequest } from './request.ts'
import { requireSound } from './require-sound.ts'
import { warnOfUnknownTypes } from './unknown-types.ts'
import { version } from './version.ts'

/**
 * The `sopskit` command: takes the words behind the command name and everything else from `io`, and
 * gives the exit code of sops. Messages go to standard error only (Z2).
 */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  if (argv.length === 0) return sayWhatThereIs(io)
  let request: CommandRequest | undefined
  try {
    const parsed = parseArguments(argv)
    const text = informationFor(parsed)
    if (text !== undefined) {
      await io.writeStdout(text)
      return 0
    }
    request = requestOf(parsed, io)
    requireSound(request)
    warnOfUnknownTypes(request, io)
    const { run } = await commands[request.command].load()
    return await run(request, io)
  } catch (error) {
    io.writeStderr(describeError(error, request?.words[0], commandIn(argv)))
    io.writeStderr(hintFor(error, request) + (await missingConfiguration(error, request, io)))
    return isSopsError(error) ? exitCodeOf(error.code, request ?? misread(argv)) : unexpected(argv)
  }
}

/** The command of a command line that may be unreadable, where it begins with one. */
function commandIn([first = '', second = '']: readonly string[]): string | undefined {
  return [`${first} ${second}`, first].find(isCommandName)
}

/** Where 1 is an answer, a command line that cannot be read must not give it. */
function misread([first]: readonly string[]): ExitContext {
  return first === 'check' ? { command: first } : {}
}

function unexpected(argv: readonly string[]): number {
  return misread(argv).command === 'check' ? 2 : 1
}

/** sops says that no file is named, and nothing else (CLI-034). */
function sayWhatThereIs(io: CommandIo): number {
  io.writeStderr(`sopskit: NO_FILE: No command and no file.\n${shortHelp()}`)
  return exitCodeOf('NO_FILE', {})
}

function informationFor({ command, old, flags, words }: ParsedArguments): string | undefined {
  if (flags.version === true)
    return `sopskit ${version} (compatible with sops ${compatibleVersion})\n`
  if (command === 'help') return helpText(words.length === 0 ? undefined : words.join(' '))
  return flags.help === true ? helpText(old ? undefined : command) : undefined
}

function requestOf(
  { command, old, flags, words }: ParsedArguments,
  { env, cwd }: CommandIo,
): CommandRequest {
  if (command === undefined || command === 'help') {
    throw new SopsError('NO_FILE', 'No command and no file. Try "sopskit --help".')
  }
  const all = addEnvironment(flags, ['global', command], env)
  const request = readRequest({ command, old, flags: all, words, cwd })
  return flags.layout === undefined ? withFittingLayout(request) : request
}
