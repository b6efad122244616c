import { readBlockScalar } from '../scalars/block-scalar.ts'
import { checkPlain, goesOn, readPlain } from '../scalars/plain-scalar.ts'
import { isClosed, readDoubleQuoted, readSingleQuoted } from '../scalars/quoted-scalar.ts'
import type { SourceText } from '../source/source-text.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'
import { readCommentRun, readLineNote } from './comment-runs.ts'
import { Cursor } from './cursor.ts'
import type { Lexeme } from './lexemes.ts'
import { LexemeReader } from './lexemes.ts'
import type { Note } from './note.ts'
import type { MarkKind, Token } from './token.ts'

const longestSimpleKey = 1024

/** The tokens of a text in order, and the comments found between them. */
export interface ScannedText {
  readonly tokens: readonly Token[]
  readonly notes: readonly Note[]
}

/** Turns text into tokens and notes (C5 to C7). */
export function scan(source: SourceText): ScannedText {
  const lexemes = new LexemeReader(source.text)
  const scanner = new Scanner(source)
  for (let lexeme = lexemes.next(); lexeme !== undefined; lexeme = lexemes.next()) {
    const readAgain = scanner.isCutShort(lexeme) && lexemes.restart(lexeme.start, scanner.flowLevel)
    if (!readAgain) scanner.take(lexeme)
  }
  return scanner.finish()
}

/** A token behind which a `:` may come that makes it a key. */
interface PossibleKey {
  readonly index: number
  readonly start: number
  readonly line: number
  readonly column: number
  readonly required: boolean
}

/** Where the white space before a token began. */
interface Gap {
  readonly start: number
  readonly line: number
}

class Scanner {
  private readonly source: SourceText
  private readonly cursor: Cursor
  private readonly tokens: Token[] = [{ kind: 'stream-start', start: 0 }]
  private readonly notes: Note[] = []
  // Column of the innermost open block collection, and of those around it.
  private indent = -1
  private readonly outerIndents: number[] = []
  // One for the block context and one for each open flow collection.
  private readonly possibleKeys: (PossibleKey | undefined)[] = [undefined]
  private keyAllowed = true

  constructor(source: SourceText) {
    this.source = source
    this.cursor = new Cursor(source.text)
  }

  /** Whether the lexer ended a lexeme at a line which sops would take as part of it. */
  isCutShort(lexeme: Lexeme): boolean {
    switch (lexeme.kind) {
      case 'flow-cut':
        return true
      case 'single-quoted':
      case 'double-quoted':
        return !isClosed(this.source.text.slice(lexeme.start, lexeme.end))
      case 'plain':
        return this.inFlow && goesOn(this.source.text, lexeme.end)
      default:
        return false
    }
  }

  take(lexeme: Lexeme): void {
    const gap = this.passGap()
    if (this.cursor.offset !== lexeme.start) throw this.misplaced()
    if (!this.inFlow) this.closeBlocks(this.cursor.column, gap.start)
    const owner = this.ownerOf(lexeme)
    this.fetch(lexeme)
    if (takesLineNote(lexeme)) this.addLineNote(owner)
  }

  finish(): ScannedText {
    const gap = this.passGap()
    if (!this.cursor.atEnd) throw this.misplaced()
    this.closeBlocks(this.cursor.column, gap.start)
    this.leaveDocument()
    this.push('stream-end')
    return { tokens: this.tokens, notes: this.notes }
  }

  /** Open flow collections. */
  get flowLevel(): number {
    return this.possibleKeys.length - 1
  }

  private get inFlow(): boolean {
    return this.possibleKeys.length > 1
  }

  private get lastToken(): Token | undefined {
    return this.tokens.at(-1)
  }

  private get lastBesideComma(): Token | undefined {
    return this.lastToken?.kind === 'comma' ? this.tokens.at(-2) : this.lastToken
  }

  // --- between tokens

  private passGap(): Gap {
    const { cursor } = this
    const gap = { start: cursor.offset, line: cursor.line }
    for (;;) {
      cursor.passBlanks(this.inFlow || !this.keyAllowed)
      if (cursor.character === '#') this.addCommentRun(gap)
      if (!cursor.atBreak) return gap
      cursor.passBreak()
      if (!this.inFlow) this.keyAllowed = true
    }
  }

  private addCommentRun(gap: Gap): void {
    const last = this.lastBesideComma
    const run = readCommentRun(this.cursor, {
      owner: last?.start ?? 0,
      lastIsValue: last?.kind === 'value',
      indent: this.indent,
      scanStart: gap.start,
      scanStartLine: gap.line,
    })
    for (const note of run) this.notes.push(note)
  }

  private addLineNote(owner: number): void {
    const note = readLineNote(this.cursor, owner)
    if (note !== undefined) this.notes.push(note)
  }

  /** C5. */
  private ownerOf(lexeme: Lexeme): number {
    const isBehindKey = this.inFlow ? lexeme.kind === 'comma' : lexeme.kind === 'colon'
    return (isBehindKey ? this.lastToken?.start : undefined) ?? lexeme.start
  }

  private misplaced(): SyntaxFault {
    const message =
      this.cursor.character === '\t'
        ? 'A tab stands in the indentation; use spaces.'
        : 'This cannot stand here.'
    return new SyntaxFault(this.cursor.offset, message)
  }

  // --- tokens

  private fetch(lexeme: Lexeme): void {
    switch (lexeme.kind) {
      case 'document-start':
      case 'document-end':
        return this.fetchDocumentMark(lexeme, lexeme.kind)
      case 'directive':
        return this.fetchDirective(lexeme)
      case 'dash':
        return this.fetchDash(lexeme)
      case 'question':
        return this.fetchKeyMark(lexeme)
      case 'colon':
        return this.fetchColon(lexeme)
      case 'comma':
        return this.fetchComma(lexeme)
      case 'flow-map-start':
      case 'flow-list-start':
        return this.fetchFlowStart(lexeme, lexeme.kind)
      case 'flow-map-end':
      case 'flow-list-end':
        return this.fetchFlowEnd(lexeme, lexeme.kind)
      case 'anchor':
      case 'alias':
        return this.fetchAnchor(lexeme, lexeme.kind)
      case 'tag':
        return this.fetchTag(lexeme)
      case 'plain':
        return this.fetchPlain(lexeme)
      case 'single-quoted':
      case 'double-quoted':
        return this.fetchQuoted(lexeme)
      case 'block-scalar':
        return this.fetchBlockScalar(lexeme)
      case 'flow-cut':
      case 'broken':
        throw this.misplaced()
    }
  }

  private push(kind: MarkKind): void {
    this.tokens.push({ kind, start: this.cursor.offset })
  }

  private fetchDocumentMark(lexeme: Lexeme, kind: MarkKind): void {
    this.leaveDocument()
    this.push(kind)
    this.cursor.pass(lexeme.end)
  }

  private fetchDirective(lexeme: Lexeme): void {
    this.leaveDocument()
    const name = this.source.text.slice(lexeme.start + 1, lexeme.end)
    this.tokens.push({ kind: 'directive', start: lexeme.start, name })
    this.cursor.pass(lexeme.end)
    // A comment on the line of a directive is dropped.
    readLineNote(this.cursor, lexeme.start)
  }

  private leaveDocument(): void {
    this.closeBlocks(-1, this.cursor.offset)
    this.dropPossibleKey()
    this.keyAllowed = false
  }

  private fetchDash(lexeme: Lexeme): void {
    if (this.inFlow || !this.keyAllowed) throw this.misplaced()
    this.openBlock('block-list-start', lexeme.start, this.tokens.length)
    this.dropPossibleKey()
    this.push('dash')
    this.cursor.pass(lexeme.end)
  }

  private fetchKeyMark(lexeme: Lexeme): void {
    if (!this.inFlow) {
      if (!this.keyAllowed) throw this.misplaced()
      this.openBlock('block-map-start', lexeme.start, this.tokens.length)
    }
    this.dropPossibleKey()
    this.keyAllowed = !this.inFlow
    this.push('key')
    this.cursor.pass(lexeme.end)
  }

  private fetchColon(lexeme: Lexeme): void {
    const key = this.takePossibleKey()
    if (key !== undefined) {
      this.tokens.splice(key.index, 0, { kind: 'key', start: key.start })
      if (!this.inFlow) this.openBlock('block-map-start', key.start, key.index, key.column)
      this.keyAllowed = false
    } else {
      this.fetchColonWithoutKey(lexeme)
    }
    this.push('value')
    this.cursor.pass(lexeme.end)
  }

  private fetchColonWithoutKey(lexeme: Lexeme): void {
    if (!this.inFlow) {
      if (!this.keyAllowed) throw this.misplaced()
      this.openBlock('block-map-start', lexeme.start, this.tokens.length)
    }
    this.keyAllowed = !this.inFlow
  }

  private fetchComma(lexeme: Lexeme): void {
    this.dropPossibleKey()
    this.keyAllowed = true
    this.push('comma')
    this.cursor.pass(lexeme.end)
  }

  private fetchFlowStart(lexeme: Lexeme, kind: MarkKind): void {
    this.markPossibleKey()
    this.possibleKeys.push(undefined)
    this.keyAllowed = true
    this.push(kind)
    this.cursor.pass(lexeme.end)
  }

  private fetchFlowEnd(lexeme: Lexeme, kind: MarkKind): void {
    if (!this.inFlow) throw this.misplaced()
    this.dropPossibleKey()
    this.possibleKeys.pop()
    this.keyAllowed = false
    this.push(kind)
    this.cursor.pass(lexeme.end)
  }

  private fetchAnchor(lexeme: Lexeme, kind: 'anchor' | 'alias'): void {
    this.markPossibleKey()
    this.keyAllowed = false
    const name = this.source.text.slice(lexeme.start + 1, lexeme.end)
    const touchesFlow = '[{'.includes(this.source.text.charAt(lexeme.end) || ' ')
    if (!/^[\w-]+$/.test(name) || touchesFlow) throw this.misplaced()
    this.tokens.push({ kind, start: lexeme.start, name })
    this.cursor.pass(lexeme.end)
  }

  private fetchTag(lexeme: Lexeme): void {
    this.markPossibleKey()
    this.keyAllowed = false
    const { text } = this.source
    const name = text.slice(lexeme.start + 1, lexeme.end)
    const isAlone = lexeme.end === text.length || ' \t\r\n'.includes(text.charAt(lexeme.end))
    if (!isAlone || /[#%]/.test(name)) throw this.misplaced()
    this.tokens.push({ kind: 'tag', start: lexeme.start, name })
    this.cursor.pass(lexeme.end)
  }

  private fetchPlain(lexeme: Lexeme): void {
    this.markPossibleKey()
    const { raw, text } = this.source
    const next = checkPlain(text, lexeme, { indent: this.indent, inFlow: this.inFlow })
    const value = readPlain(raw.slice(lexeme.start, lexeme.end))
    this.tokens.push({ kind: 'scalar', start: lexeme.start, text: value, plain: true })
    // The white space behind a plain scalar is passed with it, which C7 notices.
    this.cursor.pass(next)
    this.keyAllowed = this.cursor.breaks > 0
  }

  private fetchQuoted(lexeme: Lexeme): void {
    this.markPossibleKey()
    this.keyAllowed = false
    const read = lexeme.kind === 'single-quoted' ? readSingleQuoted : readDoubleQuoted
    const text = read(this.source.raw.slice(lexeme.start, lexeme.end), lexeme.start)
    this.tokens.push({ kind: 'scalar', start: lexeme.start, text, plain: false })
    this.cursor.pass(lexeme.end)
  }

  private fetchBlockScalar(lexeme: Lexeme): void {
    if (this.inFlow) throw this.misplaced()
    this.dropPossibleKey()
    const { text, end, comment } = readBlockScalar(this.source, lexeme.start, this.indent)
    if (comment !== undefined) {
      this.cursor.pass(comment)
      this.addLineNote(lexeme.start)
    }
    this.tokens.push({ kind: 'scalar', start: lexeme.start, text, plain: false })
    this.cursor.pass(end)
    this.keyAllowed = true
  }

  // --- keys

  private markPossibleKey(): void {
    if (!this.keyAllowed) return
    this.dropPossibleKey()
    const { offset, line, column } = this.cursor
    this.possibleKeys[this.possibleKeys.length - 1] = {
      index: this.tokens.length,
      start: offset,
      line,
      column,
      required: !this.inFlow && this.indent === column,
    }
  }

  private dropPossibleKey(): void {
    const key = this.possibleKeys.at(-1)
    if (key?.required === true) throw missingColon(key)
    this.possibleKeys[this.possibleKeys.length - 1] = undefined
  }

  /** The key that a `:` here belongs to: on this line, and not too far back. */
  private takePossibleKey(): PossibleKey | undefined {
    const key = this.possibleKeys.at(-1)
    if (key === undefined) return undefined
    const { line, offset } = this.cursor
    const isStale = key.line < line || key.start + longestSimpleKey < offset
    if (isStale && key.required) throw missingColon(key)
    this.possibleKeys[this.possibleKeys.length - 1] = undefined
    return isStale ? undefined : key
  }

  // --- blocks

  private openBlock(
    kind: 'block-list-start' | 'block-map-start',
    start: number,
    index: number,
    column = this.cursor.column,
  ): void {
    if (this.indent >= column) return
    this.outerIndents.push(this.indent)
    this.indent = column
    this.tokens.splice(index, 0, { kind, start })
  }

  /** Closes the blocks that content at `column` is outside of (C7). */
  private closeBlocks(column: number, gapStart: number): void {
    let end = gapStart - 1
    while (this.indent > column) {
      end = this.blockEnd(end)
      this.tokens.push({ kind: 'block-end', start: end })
      this.indent = this.outerIndents.pop() ?? -1
    }
  }

  /** Comments that end in the column of a block belong to what follows it. */
  private blockEnd(before: number): number {
    let end = before
    let chainStart = before
    for (let index = this.notes.length - 1; index >= 0; index--) {
      const note = this.notes[index]
      if (note === undefined || note.scanEnd < chainStart) break
      if (note.startColumn === this.indent) end = note.start
      chainStart = note.scanStart
    }
    return end
  }
}

function takesLineNote({ kind }: Lexeme): boolean {
  return kind !== 'dash' && kind !== 'document-start' && kind !== 'document-end'
}

function missingColon(key: PossibleKey): SyntaxFault {
  return new SyntaxFault(key.start, "A key stands here without its ':'.")
}
