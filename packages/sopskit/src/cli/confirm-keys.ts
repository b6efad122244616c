import type { KeyChanges } from '@sopskit/core'
import { describeKeyChanges, SopsError } from '@sopskit/core'
import type { Confirmed } from '../api/operations/update-keys-in-file.ts'
import type { CommandIo } from './command-io.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { losesKeys } from './loses-keys.ts'
import { readAnswer } from './read-answer.ts'
import { printable } from './report.ts'
import { quotePath } from '../files/quote-path.ts'

const aboutRotating = `A key is removed, and whoever held it may have kept the data key of this file.
Make a new data key as well, as rotate does? (y/n):`

/**
 * Asks about the new keys of a file until there is an answer (CLI-105); at a terminal also whether it gets a
 * new data key where a key is removed. At the end of standard input nobody is there for the other files, either.
 */
export function confirmKeys(
  flags: FlagValues,
  io: CommandIo,
): (path: string, changes: KeyChanges) => Promise<Confirmed> {
  let unanswered: SopsError | undefined
  const ask = async (question: string): Promise<boolean> => {
    for (;;) {
      await io.writeStdout(question)
      const answer = await readAnswer(io.stdin)
      if (answer === undefined) throw (unanswered = nobodyAnswered())
      if (answer === 'y' || answer === 'n') return answer === 'y'
    }
  }
  return async (path, changes) => {
    // The same one for every file, so that it is told once.
    if (unanswered !== undefined) throw unanswered
    io.writeStderr(`${printable(quotePath(path))}:\n`)
    await io.writeStdout(describeKeyChanges(changes))
    if (!(await ask('Is this okay? (y/n):'))) return false
    if (flags.rotate === true || io.interactive !== true || !losesKeys(changes)) return true
    return (await ask(aboutRotating)) ? 'rotate' : true
  }
}

function nobodyAnswered(): SopsError {
  return new SopsError('ABORTED', 'Nobody answered, so no further file is asked about. Try --yes.')
}
