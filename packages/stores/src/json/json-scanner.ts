import type { SopsErrorCode } from '@sopskit/core'
import { SopsError, toWellFormed } from '@sopskit/core'
import { TextBuilder } from '../text/text-builder.ts'
import { positionAt } from './text-position.ts'

const quote = 0x22
const backslash = 0x5c
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const hexPattern = /[0-9a-fA-F]{4}/y

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** Walks over a JSON text token by token, by the strict grammar (J5). White space before a token is skipped. */
export class JsonScanner {
  /** How many values have been begun; counted by the reader. */
  values = 0
  readonly #text: string
  #offset = 0

  constructor(text: string) {
    this.#text = text
  }

  /** The offset of the next token, for {@link error}. */
  get offset(): number {
    return this.#offset
  }

  /** The first character of the next token; empty at the end of the text. */
  peek(): string {
    this.#skipSpace()
    return this.#text.charAt(this.#offset)
  }

  /** Steps over `token` if it comes next. */
  take(token: string): boolean {
    this.#skipSpace()
    if (!this.#text.startsWith(token, this.#offset)) return false
    this.#offset += token.length
    return true
  }

  /** Steps over `token`, or fails saying that `what` is missing. */
  expect(token: string, what: string): void {
    if (!this.take(token)) throw this.missing(what)
  }

  /** Takes the spelling of a number, or gives `undefined`. */
  number(): string | undefined {
    numberPattern.lastIndex = this.#offset
    const text = numberPattern.exec(this.#text)?.[0]
    if (text !== undefined) this.#offset += text.length
    return text
  }

  /** Takes a string, its opening quote included; surrogates without a partner become U+FFFD (J6). */
  string(what: string): string {
    this.expect('"', what)
    const start = this.#plainText()
    return this.#closeQuote() ? start : this.#escapedText(start)
  }

  /** The error for a token that should stand here. */
  missing(what: string): SopsError {
    const cut = this.#offset >= this.#text.length
    const message = cut
      ? `The JSON text is cut off: it ends where ${what} should follow. Restore the whole file.`
      : `The JSON text is malformed: ${what} is missing here. Correct it and try again.`
    return this.error('PARSE_FAILED', message)
  }

  /** An error with the place of the next token, or of `offset`. */
  error(code: SopsErrorCode, message: string, offset: number = this.#offset): SopsError {
    return new SopsError(code, message, { position: positionAt(this.#text, offset) })
  }

  #skipSpace(): void {
    let code = this.#text.charCodeAt(this.#offset)
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      code = this.#text.charCodeAt(++this.#offset)
    }
  }

  #escapedText(start: string): string {
    const text = new TextBuilder()
    text.push(start)
    do {
      text.push(this.#escape())
      text.push(this.#plainText())
    } while (!this.#closeQuote())
    return toWellFormed(text.toString())
  }

  #plainText(): string {
    const start = this.#offset
    let code = this.#text.charCodeAt(start)
    while (code !== quote && code !== backslash && code >= 0x20) {
      code = this.#text.charCodeAt(++this.#offset)
    }
    return this.#text.slice(start, this.#offset)
  }

  #closeQuote(): boolean {
    if (this.#text.charCodeAt(this.#offset) !== quote) return false
    this.#offset++
    return true
  }

  #escape(): string {
    const code = this.#text.charCodeAt(this.#offset)
    if (code < 0x20) throw this.missing('the escape for a control character in a string')
    if (code !== backslash) throw this.missing('the closing quote of a string')
    const character = this.#text.charAt(++this.#offset)
    const text = character === 'u' ? this.#hexDigits() : escapes.get(character)
    if (text === undefined) throw this.missing('an escape that JSON knows')
    this.#offset += character === 'u' ? 5 : 1
    return text
  }

  #hexDigits(): string | undefined {
    hexPattern.lastIndex = this.#offset + 1
    const digits = hexPattern.exec(this.#text)?.[0]
    return digits === undefined ? undefined : String.fromCharCode(Number.parseInt(digits, 16))
  }
}
