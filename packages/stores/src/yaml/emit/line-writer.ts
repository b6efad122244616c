import { TextBuilder } from '../../text/text-builder.ts'
import { splitLines } from './line-breaks.ts'

const nowhere = -1

/**
 * The text written so far and what the current line looks like. It decides where lines break and where a
 * space is needed, and knows nothing of maps, lists and comments.
 */
export class LineWriter {
  readonly #text = new TextBuilder()
  #column = 0
  /** Only indentation and block markers stand on this line: a nested block may start on it (E3). */
  #open = true
  /** Whatever was written last separates words. */
  #spaced = true
  /** The next line at this column gets an empty line above it (C24). */
  #footColumn = nowhere

  /** @throws {@link SopsError} `LIMIT_EXCEEDED` when it is more than a file has. */
  toBytes(): Uint8Array {
    return this.#text.toBytes()
  }

  /** True at the left edge of a line that has nothing on it. */
  get atLineStart(): boolean {
    return this.#column === 0
  }

  /** Goes to `column`, on this line if it is still open there, else on a new one. */
  startLine(column: number): void {
    const fits = this.#column < column || (this.#column === column && this.#spaced)
    if (!this.#open || !fits) this.breakLine()
    if (this.#footColumn === column) this.breakLine()
    if (this.#column < column) this.#put(' '.repeat(column - this.#column))
    this.#spaced = true
    this.#footColumn = nowhere
  }

  breakLine(ending = '\n'): void {
    this.#text.push(ending)
    this.#column = 0
    this.#open = true
  }

  /** A block marker: `-`, `?` or `:`; what follows may start on the same line. */
  marker(sign: string): void {
    this.space()
    this.#put(sign)
    this.#spaced = false
  }

  /** A word, set apart from what stands before it. */
  word(text: string): void {
    this.space()
    this.attach(text)
  }

  /** A word right behind what was written last. */
  attach(text: string): void {
    this.running(text)
    this.#spaced = false
  }

  /** Running text: what comes next is no word to be set apart from it. */
  running(text: string): void {
    this.#put(text)
    this.#open = false
  }

  /** Running text of several lines; each that starts on a new line starts at `column`. */
  lines(text: string, column: number): void {
    for (const line of splitLines(text)) {
      if (line.text !== '') {
        if (this.#open) this.startLine(column)
        this.running(line.text)
      }
      if (line.ending !== '') this.breakLine(line.ending)
    }
  }

  /** Sets what follows apart, unless it is already. */
  space(): void {
    if (!this.#spaced) this.#put(' ')
  }

  /** What follows needs no space: a comment or the lines of a block stand before it. */
  markSpaced(): void {
    this.#spaced = true
  }

  /** The next line at `column` gets an empty line above it, if it comes at once (C24). */
  markFoot(column: number): void {
    this.#footColumn = column
  }

  forgetFoot(): void {
    this.#footColumn = nowhere
  }

  #put(text: string): void {
    this.#text.push(text)
    this.#column += text.length
  }
}
