/** A place in the text, with what the rules for comments and indentation need to know about it. */
export class Cursor {
  readonly text: string
  offset = 0
  /** Counts from 0. */
  line = 0
  lineStart = 0
  /** Line breaks passed since the last character that is not white space. */
  breaks = 0
  // Kept, so that one long line is not searched for its end again with every token.
  private nextBreak: number

  constructor(text: string) {
    this.text = text
    this.nextBreak = this.findBreak(0)
  }

  get column(): number {
    return this.offset - this.lineStart
  }

  get character(): string {
    return this.text.charAt(this.offset)
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length
  }

  get atBreak(): boolean {
    const character = this.character
    return character === '\n' || character === '\r'
  }

  /** Passes content up to `end`; white space at its end counts as passed after it. */
  pass(end: number): void {
    while (this.nextBreak < end) this.enterNextLine()
    this.offset = end
    this.breaks = this.breaksBehind()
  }

  passBlanks(tabs: boolean): void {
    const blanks = tabs ? ' \t' : ' '
    while (!this.atEnd && blanks.includes(this.character)) this.offset++
  }

  passBreak(): void {
    this.offset = this.nextBreak + 1
    this.enterNextLine()
    this.breaks++
  }

  private enterNextLine(): void {
    this.line++
    this.lineStart = this.nextBreak + 1
    this.nextBreak = this.findBreak(this.lineStart)
  }

  private findBreak(from: number): number {
    const found = this.text.indexOf('\n', from)
    return found === -1 ? this.text.length : found
  }

  private breaksBehind(): number {
    let breaks = 0
    for (let offset = this.offset - 1; offset >= 0; offset--) {
      const character = this.text.charAt(offset)
      if (character === '\n') breaks++
      else if (character !== ' ' && character !== '\t' && character !== '\r') break
    }
    return breaks
  }
}
