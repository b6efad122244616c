import type { Cursor } from './cursor.ts'
import type { Note } from './note.ts'

const longestLookAhead = 512

/** What a comment run has to know about its surroundings. */
export interface RunContext {
  /** The start of the last token, not counting a comma, and whether that is a `:`. */
  readonly owner: number
  readonly lastIsValue: boolean
  /** Column of the innermost open block collection. */
  readonly indent: number
  /** Where the white space began that led here. */
  readonly scanStart: number
  readonly scanStartLine: number
}

/** Reads an end-of-line comment, when the next thing on the line of a token is one (C5). */
export function readLineNote(cursor: Cursor, owner: number): Note | undefined {
  if (cursor.breaks > 0) return undefined
  let start = cursor.offset
  while (isBlank(cursor.text.charAt(start))) start++
  if (cursor.text.charAt(start) !== '#') return undefined
  const startColumn = start - cursor.lineStart
  const end = endOfLine(cursor.text, start)
  const text = cursor.text.slice(start, end)
  cursor.pass(end)
  return { kind: 'line', text, owner, start, startColumn, scanStart: 0, scanEnd: 0 }
}

/**
 * Reads full-line comments up to the next content, from the `#` where the cursor stands, and cuts them
 * into foot notes of what came before and one head note of what follows (C6).
 */
export function readCommentRun(cursor: Cursor, context: RunContext): readonly Note[] {
  return new CommentRun(cursor, context).read()
}

interface Piece {
  text: string
  readonly start: number
  readonly column: number
  readonly line: number
}

class CommentRun {
  private readonly notes: Note[] = []
  private readonly cursor: Cursor
  private readonly context: RunContext
  private readonly indent: number
  private readonly footLine: number
  private near: boolean
  private piece: Piece | undefined
  private owner: number
  private scanStart: number
  // Where the look-ahead stands. `line` is not the cursor's: it does not count the break that ends a
  // comment, and counts CRLF twice (C6).
  private offset: number
  private column: number
  private line: number

  constructor(cursor: Cursor, context: RunContext) {
    this.cursor = cursor
    this.context = context
    this.indent = Math.max(context.indent, 0)
    this.footLine = footLineOf(cursor, context)
    this.near = cursor.breaks <= 1
    this.owner = context.owner
    this.scanStart = context.scanStart
    this.offset = cursor.offset
    this.column = cursor.column
    this.line = cursor.line
  }

  read(): readonly Note[] {
    const { text } = this.cursor
    let afterBlankLine = false
    while (this.offset - this.cursor.offset < longestLookAhead) {
      const character = text.charAt(this.offset)
      if (isBlank(character)) {
        this.offset++
        this.column++
      } else if (character === '' || isBreak(character)) {
        if (!afterBlankLine) this.meetBlankLine(character === '')
        if (character === '') break
        afterBlankLine = true
        this.passBreak()
      } else {
        this.meetContent(character)
        if (character !== '#') break
        afterBlankLine = false
        this.collectLine()
      }
    }
    this.closeHead()
    return this.notes
  }

  /** C6 rule 1. */
  private meetBlankLine(atEnd: boolean): void {
    const { piece } = this
    if (piece !== undefined) {
      const below = piece.line === this.footLine && !this.context.lastIsValue
      if (this.near && (below || this.isDedented(piece))) this.closeFootAtItsPlace(piece)
      else if (!atEnd) piece.text += '\n'
    }
    this.near = false
  }

  /** C6 rule 2; what stands last in a flow collection belongs to what came before it as well. */
  private meetContent(character: string): void {
    const { piece, column } = this
    if (piece === undefined) return
    if (character === ']' || character === '}') {
      this.closeFootAtItsPlace(piece)
    } else if (column < this.indent && column !== piece.column) {
      this.closeFoot(piece)
    }
  }

  private passBreak(): void {
    this.offset++
    this.column = 0
    this.line++
  }

  private collectLine(): void {
    const { text } = this.cursor
    const end = endOfLine(text, this.offset)
    const line = text.slice(this.offset, end)
    if (this.piece === undefined) this.piece = this.newPiece(line)
    else this.piece.text += `\n${line}`
    this.cursor.pass(end)
    // Looking goes on behind one character of the break: the other one of CRLF makes a blank line.
    this.offset = end + 1
    this.column = 0
    this.line = this.cursor.line
  }

  private newPiece(text: string): Piece {
    return { text, start: this.offset, column: this.column, line: this.line }
  }

  private isDedented(piece: Piece): boolean {
    return piece.column < this.indent
  }

  private closeFootAtItsPlace(piece: Piece): void {
    if (this.isDedented(piece)) this.owner = piece.start
    this.closeFoot(piece)
  }

  private closeFoot(piece: Piece): void {
    this.notes.push(this.note('foot', piece, this.offset))
    this.piece = undefined
    this.scanStart = this.offset
    this.owner = this.offset
  }

  private closeHead(): void {
    const { piece } = this
    if (piece === undefined) return
    this.owner = piece.start
    this.notes.push(this.note('head', piece, this.offset - 1))
  }

  private note(kind: 'head' | 'foot', piece: Piece, scanEnd: number): Note {
    const { owner, scanStart } = this
    const { text, start, column } = piece
    return { kind, text, owner, start, startColumn: column, scanStart, scanEnd }
  }
}

/** The line right below the last content; a comment there may belong to that content. */
function footLineOf(cursor: Cursor, context: RunContext): number {
  if (context.scanStartLine === 0) return -1
  const belowTheSameLine = cursor.breaks === 0 && cursor.column > 1 ? 1 : 0
  return cursor.line - cursor.breaks + 1 + belowTheSameLine
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  if (found === -1) return text.length
  return text.charAt(found - 1) === '\r' ? found - 1 : found
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t'
}

function isBreak(character: string): boolean {
  return character === '\n' || character === '\r'
}
