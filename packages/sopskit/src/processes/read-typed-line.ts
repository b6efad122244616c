import type { Readable } from 'node:stream'
import { SopsError } from '@sopskit/core'

/** How {@link readTypedLine} reads. */
export interface TypedLineOptions {
  readonly signal: AbortSignal | undefined
  /** Gets what is to be seen of the typing. */
  readonly show: (text: string) => unknown
}

// What a terminal does with a line by itself, and does not in raw mode.
const keys = {
  interrupt: '\u0003',
  quit: '\u001c',
  suspend: '\u001a',
  endOfInput: '\u0004',
  eraseLine: '\u0015',
  eraseWord: '\u0017',
} as const
const ends = /^[\r\n]$/
const erases = /^[\b\u007f]$/

/**
 * Reads a line as it is typed on a terminal in raw mode, with the keys that correct it: those of a wrong
 * passphrase must not become a part of the right one.
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` at the end of input, `ABORTED` after Ctrl+C or by the signal.
 */
export function readTypedLine(
  input: Readable,
  { signal, show }: TypedLineOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = ''
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
        if (character === keys.interrupt || character === keys.quit) {
          return settle(() => reject(aborted()))
        }
        if (character === keys.endOfInput) return settle(() => reject(noAnswer()))
        if (ends.test(character)) return settle(() => resolve(typed))
        if (character === keys.suspend) continue
        const left = leftBy(character, typed)
        show(left === undefined ? character : '\b \b'.repeat(countOf(typed) - countOf(left)))
        typed = left ?? typed + character
      }
    })
  })
}

/** What a key that erases leaves of a line; `undefined` for any other key. */
function leftBy(character: string, typed: string): string | undefined {
  if (erases.test(character)) return typed.replace(/.$/su, '')
  if (character === keys.eraseLine) return ''
  return character === keys.eraseWord ? typed.trimEnd().replace(/\S+$/u, '') : undefined
}

function countOf(text: string): number {
  return [...text].length
}

function aborted(): SopsError {
  return new SopsError('ABORTED', 'Stopped while asking for a passphrase.')
}

function noAnswer(): SopsError {
  return new SopsError('INVALID_IDENTITY', 'A passphrase was asked for, and nobody answered.')
}
