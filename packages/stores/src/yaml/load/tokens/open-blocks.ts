import { refuseDepth } from '../nesting-limit.ts'
import type { Note } from './note.ts'
import type { MarkToken, Token } from './token.ts'

/** The block collections that are open, by their columns. */
export class OpenBlocks {
  /** Column of the innermost one. */
  indent = -1
  private readonly outerIndents: number[] = []
  private readonly tokens: Token[]

  constructor(tokens: Token[]) {
    this.tokens = tokens
  }

  /** Puts the start of a collection before the token at `index`, unless one is open in that column. */
  open(column: number, index: number, token: MarkToken): void {
    if (this.indent >= column) return
    refuseDepth(this.outerIndents.length, token.start)
    this.outerIndents.push(this.indent)
    this.indent = column
    this.tokens.splice(index, 0, token)
  }

  /** Ends the collections that content at `column` is outside of (C7). */
  close(column: number, gapStart: number, notes: readonly Note[]): void {
    if (this.indent <= column) return
    let end = gapStart - 1
    const noteStarts = startsByColumn(notes, end)
    while (this.indent > column) {
      end = noteStarts.get(this.indent) ?? end
      this.tokens.push({ kind: 'block-end', start: end })
      this.indent = this.outerIndents.pop() ?? -1
    }
  }
}

/** Where the first in each column of the last notes stands, as far back as they touch each other. */
function startsByColumn(notes: readonly Note[], end: number): ReadonlyMap<number, number> {
  const starts = new Map<number, number>()
  let chainStart = end
  for (let index = notes.length - 1; index >= 0; index--) {
    const note = notes[index]
    if (note === undefined || note.scanEnd < chainStart) break
    starts.set(note.startColumn, note.start)
    chainStart = note.scanStart
  }
  return starts
}
