import { SopsError } from '@sopskit/core'
import { positionAt } from '../../json/text-position.ts'

/** Gives the lines of a text one by one, each with its newline. */
export class LineReader {
  readonly #text: string
  #lineStart = 0
  #offset = 0

  constructor(text: string) {
    this.#text = text
  }

  /** The next line; `undefined` at the end. */
  next(): string | undefined {
    if (this.#offset >= this.#text.length) return undefined
    const newline = this.#text.indexOf('\n', this.#offset)
    this.#lineStart = this.#offset
    this.#offset = newline === -1 ? this.#text.length : newline + 1
    return this.#text.slice(this.#lineStart, this.#offset)
  }

  /** All lines up to the next one that ends the search, and that one; `undefined` when none does. */
  nextThrough(isLast: (line: string) => boolean): string | undefined {
    const start = this.#offset
    for (let line = this.next(); line !== undefined; line = this.next()) {
      if (isLast(line)) return this.#text.slice(start, this.#offset)
    }
    return undefined
  }

  /** Where the line that was given last starts, for {@link error}. */
  get lineStart(): number {
    return this.#lineStart
  }

  /** An error with the place of the line that was given last, or of an earlier one. */
  error(message: string, lineStart: number = this.#lineStart): SopsError {
    const position = positionAt(this.#text, lineStart)
    return new SopsError('PARSE_FAILED', message, { position })
  }
}
