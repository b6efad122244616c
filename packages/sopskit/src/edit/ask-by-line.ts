import type { Readable } from 'node:stream'
import type { SopsError } from '@sopskit/core'
import { waitForLine } from '../processes/wait-for-line.ts'
import type { OnRejected } from './rejected-edit.ts'

/**
 * Tells what is wrong with an edit and waits for a line of the user before the editor starts again (CLI-074).
 * At the end of standard input nobody is there who could answer.
 */
export function askByLine(stdin: Readable, tell: (error: SopsError) => void): OnRejected {
  return async ({ error, signal }) => {
    tell(error)
    return (await waitForLine(stdin, signal)) ? 'again' : 'unattended'
  }
}
