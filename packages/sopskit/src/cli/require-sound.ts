import { SopsError } from '@sopskit/core'
import { commands } from './commands/command-table.ts'
import { oneFile } from './one-file.ts'
import { type CommandRequest, given } from './request.ts'

/** What somebody needs to know who wrote the command to be run in several words. */
export const quoteCommand = 'COMMAND is one argument: quote it.'

/**
 * Refuses what cannot be done, before any file is looked at (CLI-033, CLI-042).
 *
 * @throws {@link SopsError} `NO_FILE` or `USAGE` for too few or too many words; `CONFLICTING_OPTIONS` for
 * `--in-place` together with `--output` or standard input, and for standard input of unknown name to encrypt.
 */
export function requireSound(request: CommandRequest): void {
  requireWords(request)
  const { command, flags, input } = request
  const inPlace = flags['in-place'] === true
  if (inPlace && given(flags.output) !== undefined) {
    throw conflict('Give either --output or --in-place, not both.')
  }
  if (command.startsWith('groups') && input === undefined) {
    throw new SopsError('NO_FILE', 'No file. Name one by --file.')
  }
  if (inPlace && input === undefined) {
    throw conflict('Standard input cannot be written in place. Name a file.')
  }
  const name = given(flags['filename-override'])
  if (command === 'encrypt' && input === undefined && name === undefined) {
    throw conflict('Standard input has no name. Give one by --filename-override, or name a file.')
  }
}

function requireWords({ command, old, words }: CommandRequest): void {
  const { words: bounds, miscount, operands } = commands[command]
  // No form without a command reads standard input (CLI-034).
  const [least, most] = old && bounds[0] === 0 ? [1, bounds[1]] : bounds
  if (words.length >= least && words.length <= most) return
  if (words.length > most && /^\[?FILE\]?$/.test(operands)) {
    // sops takes the first and leaves the others as they are, in clear text for all that is known (CLI-046).
    throw oneFile(words)
  }
  if (old && words.length === 0) {
    throw new SopsError('NO_FILE', `No file is named. Name one; see "sopskit help ${command}".`)
  }
  const expected = `Expected: sopskit ${command} [FLAGS] ${operands}`.trimEnd()
  const tooMany = command.startsWith('exec-') && words.length > most
  throw new SopsError(miscount, tooMany ? `${expected}. ${quoteCommand}` : expected)
}

function conflict(message: string): SopsError {
  return new SopsError('CONFLICTING_OPTIONS', message)
}
