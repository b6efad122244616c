import { closest } from '@sopskit/core'
import { commandNames } from './command-name.ts'

/** A question for a misspelled name, which has `dashes` before it; empty when nothing known is like it. */
export function didYouMean(name: string, known: readonly string[], dashes = ''): string {
  const meant = closest(name, known)
  return meant === undefined ? '' : ` Did you mean ${dashes}${meant}?`
}

/** Every word that a command line can begin with. */
export const firstWords: readonly string[] = [
  ...new Set(commandNames.map((name) => name.split(' ')[0] ?? name)),
  'help',
]
