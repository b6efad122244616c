import type { SourceText } from '../source/source-text.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'
import { Cursor } from './cursor.ts'
import type { Lexeme } from './lexemes.ts'
import type { Note } from './note.ts'
import { OpenBlocks } from './open-blocks.ts'
import { SimpleKeys } from './simple-keys.ts'
import type { MarkKind, Token } from './token.ts'

/** What the scanner knows half-way through a text; every step adds to it. */
export interface ScanState {
  readonly source: SourceText
  readonly cursor: Cursor
  readonly tokens: Token[]
  readonly notes: Note[]
  readonly keys: SimpleKeys
  readonly blocks: OpenBlocks
}

export function startScan(source: SourceText): ScanState {
  const cursor = new Cursor(source.text)
  const tokens: Token[] = [{ kind: 'stream-start', start: 0 }]
  const blocks = new OpenBlocks(tokens)
  return { source, cursor, tokens, notes: [], keys: new SimpleKeys(cursor), blocks }
}

/** Adds a token that is nothing but its kind, and passes its lexeme. */
export function addMark({ tokens, cursor }: ScanState, kind: MarkKind, lexeme: Lexeme): void {
  tokens.push({ kind, start: lexeme.start })
  cursor.pass(lexeme.end)
}

/** Ends everything a document left open. */
export function leaveDocument({ cursor, keys, blocks, notes }: ScanState): void {
  if (keys.inFlow) throw new SyntaxFault(cursor.offset, 'A [ or { is still open here.')
  blocks.close(-1, cursor.offset, notes)
  keys.drop()
  keys.allowed = false
}
