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
 * new data key where a key is removed.
 */
export function confirmKeys(
  flags: FlagValues,
  io: CommandIo,
): (path: string, changes: KeyChanges) => Promise<Confirmed> {
  return async (path, changes) => {
    io.writeStderr(`${printable(quotePath(path))}:\n`)
    await io.writeStdout(describeKeyChanges(changes))
    if (!(await ask('Is this okay? (y/n):', io))) return false
    if (flags.rotate === true || io.interactive !== true || !losesKeys(changes)) return true
    return (await ask(aboutRotating, io)) ? 'rotate' : true
  }
}

async function ask(question: string, io: CommandIo): Promise<boolean> {
  for (;;) {
    await io.writeStdout(question)
    const answer = await readAnswer(io.stdin)
    if (answer === undefined) throw new SopsError('ABORTED', 'Nobody answered. Try --yes.')
    if (answer === 'y' || answer === 'n') return answer === 'y'
  }
}
