import { SopsError } from '@sopskit/core'

/** What a command that takes one file says to several words. */
export function oneFile(words: readonly string[]): SopsError {
  const named = words.map((word) => JSON.stringify(word)).join(', ')
  const isValue = words.some((word) => word === 'true' || word === 'false')
  const hint = isValue ? ' A switch takes its value behind =, as in --flag=false.' : ''
  return new SopsError('USAGE', `One file at a time: ${words.length} are named (${named}).${hint}`)
}
