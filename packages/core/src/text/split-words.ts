const blanks = ' \t\r\n'

/**
 * Splits text into words as a shell does: quotes of both kinds, a backslash, and a comment from `#` at the
 * start of a word to the end of its line (CLI-071, AGE-014). Nothing is expanded, and no shell is asked.
 * Gives `undefined` when a quote stays open or nothing follows a backslash.
 *
 * @example
 * ```ts
 * import { splitWords } from '@sopskit/core'
 * splitWords("pass show 'my key' # at home") // ['pass', 'show', 'my key']
 * ```
 */
export function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = []
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    if (blanks.includes(char)) at++
    else if (char === '#') at = endOfLine(text, at)
    else {
      const word = readWord(text, at)
      if (word === undefined) return undefined
      words.push(word.text)
      at = word.end
    }
  }
  return words
}

interface Piece {
  readonly text: string
  readonly end: number
}

function readWord(text: string, start: number): Piece | undefined {
  let word = ''
  let at = start
  while (at < text.length && !blanks.includes(text.charAt(at))) {
    const piece = readPiece(text, at)
    if (piece === undefined) return undefined
    word += piece.text
    at = piece.end
  }
  return { text: word, end: at }
}

function readPiece(text: string, at: number): Piece | undefined {
  const char = text.charAt(at)
  if (char === "'") return readSingleQuoted(text, at + 1)
  if (char === '"') return readDoubleQuoted(text, at + 1)
  return readCharacter(text, at)
}

function readSingleQuoted(text: string, start: number): Piece | undefined {
  const end = text.indexOf("'", start)
  return end === -1 ? undefined : { text: text.slice(start, end), end: end + 1 }
}

function readDoubleQuoted(text: string, start: number): Piece | undefined {
  let quoted = ''
  let at = start
  while (text.charAt(at) !== '"') {
    const piece = readCharacter(text, at)
    if (piece === undefined) return undefined
    quoted += piece.text
    at = piece.end
  }
  return { text: quoted, end: at + 1 }
}

// A backslash goes and what follows it stays, also in double quotes and whatever it is.
function readCharacter(text: string, at: number): Piece | undefined {
  const place = text.charAt(at) === '\\' ? at + 1 : at
  return place < text.length ? { text: text.charAt(place), end: place + 1 } : undefined
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  return newline === -1 ? text.length : newline
}
