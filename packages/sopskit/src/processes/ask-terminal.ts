import { closeSync, openSync } from 'node:fs'
import { ReadStream, WriteStream } from 'node:tty'
import { SopsError } from '@sopskit/core'

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
  const input = new ReadStream(openTerminal(device))
  const output = new WriteStream(openTerminal(device))
  try {
    output.write(question)
    input.setRawMode(true)
    return await readLine(input, { signal, show: echo ? (text) => output.write(text) : () => true })
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

const [interrupt, endOfInput, backspace, erase] = ['\u0003', '\u0004', '\b', '\u007f']

interface Reading {
  readonly signal: AbortSignal | undefined
  readonly show: (text: string) => unknown
}

function readLine(input: ReadStream, { signal, show }: Reading): Promise<string> {
  return new Promise((resolve, reject) => {
    const typed: string[] = []
    const onAbort = (): void => reject(aborted())
    const settle = (action: () => void): void => {
      signal?.removeEventListener('abort', onAbort)
      action()
    }
    if (signal?.aborted === true) return reject(aborted())
    signal?.addEventListener('abort', onAbort, { once: true })
    input.setEncoding('utf8')
    input.on('error', () => settle(() => reject(noAnswer())))
    input.on('end', () => settle(() => reject(noAnswer())))
    input.on('data', (text: string) => {
      for (const character of text) {
        if (character === interrupt) return settle(() => reject(aborted()))
        if (character === endOfInput) return settle(() => reject(noAnswer()))
        if (character === '\r' || character === '\n') return settle(() => resolve(typed.join('')))
        if (character === backspace || character === erase) {
          if (typed.pop() !== undefined) show('\b \b')
        } else {
          typed.push(character)
          show(character)
        }
      }
    })
  })
}

function aborted(): SopsError {
  return new SopsError('ABORTED', 'Stopped while asking for a passphrase.')
}

function noAnswer(): SopsError {
  return new SopsError('INVALID_IDENTITY', 'A passphrase was asked for, and nobody answered.')
}
