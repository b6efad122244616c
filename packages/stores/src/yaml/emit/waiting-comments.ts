import { splitLines } from './line-breaks.ts'
import type { LineWriter } from './line-writer.ts'

/** Comments to be written; absent or empty leaves what is waiting as it is (C22). */
export interface NewComments {
  readonly head?: string
  readonly line?: string
  readonly foot?: string
  readonly tail?: string
}

/**
 * Comments that wait for their turn. There is one slot of each kind for the whole output; a text stays in
 * its slot until it is written or overwritten, which is why some appear later than where they belong (C28).
 */
export class WaitingComments {
  readonly #out: LineWriter
  #head = ''
  #line = ''
  #foot = ''
  /** The foot of the map pair before. */
  #tail = ''
  /** What waited for the line when a key came (C26). */
  #keyLine = ''

  constructor(out: LineWriter) {
    this.#out = out
  }

  add({ head = '', line = '', foot = '', tail = '' }: NewComments): void {
    this.#head = head || this.#head
    this.#line = line || this.#line
    this.#foot = foot || this.#foot
    this.#tail = tail || this.#tail
  }

  /** Writes what belongs above the next line (C23). */
  writeHead(column: number): void {
    if (this.#tail !== '') {
      this.#writeAt(column, this.#tail)
      this.#tail = ''
      this.#out.markFoot(column)
    }
    if (this.#head !== '') {
      this.#writeAt(column, this.#head)
      this.#head = ''
    }
  }

  /** Writes what belongs behind the last word (C25). True when there was something. */
  writeLine(column: number): boolean {
    if (this.#line === '') return false
    this.#out.space()
    this.#write(column, this.#line)
    this.#line = ''
    return true
  }

  /** Writes what belongs below the last line (C24). */
  writeFoot(column: number): void {
    if (this.#foot === '') return
    this.#writeAt(column, this.#foot)
    this.#foot = ''
    this.#out.markFoot(column)
  }

  /** A key begins: what waits for the line goes with the key (C26). */
  beginKey(): void {
    if (this.#line === '') return
    this.#keyLine = this.#line
    this.#line = ''
  }

  /** Behind `key:` it becomes the value's, unless the value has its own; then it waits on (C26). */
  endKey(): void {
    if (this.#keyLine === '' || this.#line !== '') return
    this.#line = this.#keyLine
    this.#keyLine = ''
  }

  #writeAt(column: number, text: string): void {
    this.#out.startLine(column)
    this.#write(column, text)
  }

  #write(column: number, text: string): void {
    let ended = false
    let isFirst = true
    for (const line of splitLines(text)) {
      if (!isFirst && line.text !== '') this.#out.startLine(column)
      isFirst = false
      if (line.text !== '') this.#out.running(asComment(line.text))
      if (line.ending !== '') this.#out.breakLine(line.ending)
      ended = line.ending !== ''
    }
    if (!ended) this.#out.breakLine()
    this.#out.markSpaced()
  }
}

// A comment may hold breaks of its own, from INI files for one; no line of it may turn into content (C21).
function asComment(line: string): string {
  return line.startsWith('#') ? line : `# ${line}`
}
