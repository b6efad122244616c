import { encodeUtf8, fileTooLarge, maxFileSize, requireFileSize } from '@sopskit/core'

/** Pieces that become one string at a time. */
const batch = 0x2000

/** Joins many pieces of text, as long as they fit into a file. */
export class TextBuilder {
  readonly #joined: string[] = []
  #pieces: string[] = []
  #length = 0

  /** @throws {@link SopsError} `LIMIT_EXCEEDED` when the text gets longer than any file. */
  push(piece: string): void {
    this.#length += piece.length
    if (this.#length > maxFileSize) throw fileTooLarge()
    this.#pieces.push(piece)
    if (this.#pieces.length === batch) this.#join()
  }

  toString(): string {
    this.#join()
    return this.#joined.join('')
  }

  /** @throws {@link SopsError} `LIMIT_EXCEEDED` when the bytes are more than a file has. */
  toBytes(): Uint8Array {
    const bytes = encodeUtf8(this.toString())
    requireFileSize(bytes.length)
    return bytes
  }

  // A piece in a list takes more memory than its few characters in a longer string.
  #join(): void {
    this.#joined.push(this.#pieces.join(''))
    this.#pieces = []
  }
}
