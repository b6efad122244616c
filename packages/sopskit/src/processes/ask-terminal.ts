import { closeSync, openSync } from 'node:fs'
import { ReadStream, WriteStream } from 'node:tty'
import { SopsError } from '@sopskit/core'
import { readTypedLine } from './read-typed-line.ts'
import { requireNotAborted } from './wait-for-end.ts'

/** How {@link askTerminal} asks. */
export interface AskTerminalOptions {
  /** The device of the terminal. Default: that of this process. */
  readonly device?: string | undefined
  /** Shows what is typed. Default: false, as for a secret. */
  readonly echo?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks a person on the terminal itself, whatever standard input and output are, and shows nothing of the
 * answer unless it is to.
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` without a terminal or an answer, `ABORTED` after Ctrl+C.
 */
export async function askTerminal(
  question: string,
  { device = terminalDevice(), echo = false, signal }: AskTerminalOptions = {},
): Promise<string> {
  requireNotAborted(signal)
  const input = new ReadStream(openTerminal(device))
  const output = new WriteStream(openTerminal(device))
  // A terminal that goes away is no crash; the input tells of it.
  output.on('error', () => undefined)
  try {
    output.write(question)
    input.setRawMode(true)
    const show = echo ? (text: string): unknown => output.write(text) : (): unknown => undefined
    return await readTypedLine(input, { signal, show })
  } finally {
    input.setRawMode(false)
    output.write('\n')
    input.destroy()
    output.destroy()
  }
}

/** Whether there is a terminal to ask on. */
export function hasTerminal(device: string = terminalDevice()): boolean {
  try {
    closeSync(openSync(device, 'r+'))
    return true
  } catch {
    return false
  }
}

function terminalDevice(): string {
  return process.platform === 'win32' ? String.raw`\\.\CONIN$` : '/dev/tty'
}

function openTerminal(device: string): number {
  try {
    return openSync(device, 'r+')
  } catch {
    throw new SopsError(
      'INVALID_IDENTITY',
      'A passphrase is needed, and there is no terminal to ask for it.',
    )
  }
}
