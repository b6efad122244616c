import { Lexer } from 'yaml'

/**
 * What a lexeme is. `flow-cut` is where the lexer gives a flow collection up because of its indentation,
 * `broken` anything it could not place at all.
 */
export type LexemeKind =
  | 'document-start'
  | 'document-end'
  | 'directive'
  | 'dash'
  | 'question'
  | 'colon'
  | 'comma'
  | 'flow-map-start'
  | 'flow-map-end'
  | 'flow-list-start'
  | 'flow-list-end'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'single-quoted'
  | 'double-quoted'
  | 'plain'
  | 'block-scalar'
  | 'flow-cut'
  | 'broken'

/** A piece of the text that is not white space and not a comment. */
export interface Lexeme {
  readonly kind: LexemeKind
  readonly start: number
  readonly end: number
}

const kindByFirstCharacter: ReadonlyMap<string, LexemeKind | 'blank'> = new Map([
  [' ', 'blank'],
  ['\t', 'blank'],
  ['\n', 'blank'],
  ['\r', 'blank'],
  ['#', 'blank'],
  ['%', 'directive'],
  ['-', 'dash'],
  ['?', 'question'],
  [':', 'colon'],
  [',', 'comma'],
  ['{', 'flow-map-start'],
  ['}', 'flow-map-end'],
  ['[', 'flow-list-start'],
  [']', 'flow-list-end'],
  ['*', 'alias'],
  ['&', 'anchor'],
  ['!', 'tag'],
  ["'", 'single-quoted'],
  ['"', 'double-quoted'],
  ['|', 'block-scalar'],
  ['>', 'block-scalar'],
])

// The lexer's own marks; none of them can be in the text (P1).
const documentMark = '\x02'
const flowCutMark = '\x18'
const scalarMark = '\x1f'

/**
 * Splits the text with the `yaml` library's lexer and leaves out white space and comments, which the
 * scanner reads itself from between the lexemes.
 */
export class LexemeReader {
  private readonly text: string
  private pieces: Generator<string, void>
  private offset = 0
  private restartedAt = -1
  private headerIsOpen = false

  constructor(text: string) {
    this.text = text
    this.pieces = new Lexer().lex(text)
  }

  /** The next lexeme; `undefined` at the end of the text. */
  next(): Lexeme | undefined {
    let scalarIsNext = false
    for (;;) {
      const next = this.pieces.next()
      if (next.done === true) return undefined
      const piece = next.value
      if (piece === scalarMark) scalarIsNext = true
      else if (piece !== documentMark) {
        const lexeme = this.lexemeOf(piece, scalarIsNext)
        if (lexeme !== undefined) return lexeme
        scalarIsNext = false
      }
    }
  }

  /**
   * Reads on from an earlier offset as if the lines were not indented: the lexer wants the lines of
   * quoted text and flow collections beyond their key, sops takes them anywhere. False when that has
   * been tried at this offset.
   */
  restart(offset: number, flowLevel: number): boolean {
    if (offset === this.restartedAt) return false
    const lexer = new Lexer()
    if (flowLevel > 0) {
      const opening = lexer.lex(`${'['.repeat(flowLevel)}\n`, true)
      while (opening.next().done !== true) continue
    }
    this.pieces = lexer.lex(this.text.slice(offset))
    this.offset = offset
    this.restartedAt = offset
    return true
  }

  private lexemeOf(piece: string, isScalar: boolean): Lexeme | undefined {
    const start = this.offset
    if (piece === flowCutMark) return { kind: 'flow-cut', start, end: start }
    this.offset += piece.length
    const kind = isScalar ? this.scalarKind(piece) : kindOf(piece)
    if (kind !== 'blank' || isScalar) this.headerIsOpen = kind === 'block-scalar'
    return kind === 'blank' ? undefined : { kind, start, end: this.offset }
  }

  /** The text of a block scalar belongs to its header; an empty scalar only marks a missing value. */
  private scalarKind(piece: string): LexemeKind | 'blank' {
    return this.headerIsOpen || piece === '' ? 'blank' : 'plain'
  }
}

function kindOf(piece: string): LexemeKind | 'blank' {
  if (piece === '---') return 'document-start'
  if (piece === '...') return 'document-end'
  return kindByFirstCharacter.get(piece.charAt(0)) ?? 'broken'
}
