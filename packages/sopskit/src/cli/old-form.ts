import { SopsError } from '@sopskit/core'
import type { CommandName } from './command-name.ts'
import { didYouMean, firstWords } from './did-you-mean.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { oneFile } from './one-file.ts'

/** What a command line without a command stands for. */
export interface OldForm {
  /** `undefined` when nothing is named at all. */
  readonly command: CommandName | undefined
  readonly flags: FlagValues
  readonly words: readonly string[]
}

/**
 * Reads the form that older scripts use: flags stand for the command, and a file alone is to be edited
 * (CLI-031, CLI-036). Of several such flags sops does all and keeps the last result (CLI-032).
 *
 * @throws {@link SopsError} `USAGE` for more than one file or what stands for more than one command;
 * `INVALID_SET_VALUE` for a text of `--set` that has no path.
 */
export function oldForm(given: FlagValues, words: readonly string[]): OldForm {
  const { decrypt, encrypt, rotate, set, ...flags } = given
  const commands: CommandName[] = [
    ...(encrypt === true ? (['encrypt'] as const) : []),
    ...(decrypt === true ? (['decrypt'] as const) : []),
    ...(rotate === true ? (['rotate'] as const) : []),
    ...(set === undefined || set === '' ? [] : (['set'] as const)),
  ]
  const [command] = commands
  if (commands.length > 1) {
    throw new SopsError('USAGE', `Do one thing at a time: ${commands.join(', ')} are asked for.`)
  }
  if (command === undefined) return { command: editing(words), flags, words }
  if (words.length > 1) throw oneFile(words)
  if (command !== 'set' || words.length === 0) return { command, flags, words }
  return { command, flags, words: [...words, ...splitSet(set ?? '')] }
}

function editing([first, ...others]: readonly string[]): CommandName | undefined {
  if (first === undefined) return undefined
  if (others.length === 0) return 'edit'
  throw new SopsError(
    'USAGE',
    `There is no command ${JSON.stringify(first)}.${didYouMean(first, firstWords)} Without a command, one file is edited.`,
  )
}

/** At the first blank behind a bracket; blanks before it belong to neither part (CLI-037). */
function splitSet(text: string): readonly [path: string, value: string] {
  const end = text.indexOf('] ')
  if (end === -1) {
    throw new SopsError('INVALID_SET_VALUE', 'Give --set a path, a blank and a JSON value.')
  }
  return [text.slice(0, end + 1), text.slice(end + 2)]
}
