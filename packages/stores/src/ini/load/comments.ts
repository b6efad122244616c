import { trim } from '../white-space.ts'

/** Comment lines that wait for the key or section they belong to (I5). */
export class PendingComments {
  readonly #pieces: string[] = []

  add(piece: string): void {
    this.#pieces.push(piece)
  }

  /** The comment that the pending lines are; `undefined` when there are none. */
  take(): string | undefined {
    if (this.#pieces.length === 0) return undefined
    const text = trim(this.#pieces.splice(0).join(''))
    // Of the lines after the first, the sign is part of the text.
    return text.startsWith(';') ? text.replace(/^[; ]+/, '') : text.replace(/^[# ]+/, '')
  }
}

/** Where the first sign of a comment stands, in quotes or not; -1 when there is none. */
export function indexOfComment(text: string): number {
  return text.search(/[#;]/)
}
