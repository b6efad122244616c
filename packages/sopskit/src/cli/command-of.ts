import { SopsError } from '@sopskit/core'
import { type CommandName, commandNames, isCommandName, isCommandPrefix } from './command-name.ts'
import { didYouMean } from './did-you-mean.ts'

/** What the words of a command line say. */
export interface ReadWords {
  /** `undefined` when the first word is none. */
  readonly command: CommandName | 'help' | undefined
  /** The words behind the command. */
  readonly words: readonly string[]
}

/**
 * Finds the command in the words of a command line (CLI-001, CLI-010).
 *
 * @throws {@link SopsError} `USAGE` for an unknown subcommand.
 */
export function commandOf(words: readonly string[]): ReadWords {
  const [first = '', second] = words
  if (first === 'help' || first === 'h') return { command: 'help', words: words.slice(1) }
  if (isCommandName(first)) return { command: first, words: words.slice(1) }
  if (isCommandPrefix(first)) return subcommandOf(first, second, words)
  return { command: undefined, words }
}

function subcommandOf(
  first: string,
  second: string | undefined,
  words: readonly string[],
): ReadWords {
  if (second === undefined || second === 'help') return { command: 'help', words: [first] }
  const name = `${first} ${second}`
  if (isCommandName(name)) return { command: name, words: words.slice(2) }
  const meant = didYouMean(name, commandNames)
  throw new SopsError('USAGE', `There is no command ${JSON.stringify(name)}.${meant}`)
}
