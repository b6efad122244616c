import { goesOn } from '../scalars/plain-scalar.ts'
import { isClosed } from '../scalars/quoted-scalar.ts'
import { isDocumentMarker } from '../source/document-marker.ts'
import type { SourceText } from '../source/source-text.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'
import type { Cursor } from './cursor.ts'
import type { Lexeme, LexemeKind } from './lexemes.ts'
import { LexemeReader } from './lexemes.ts'
import type { Note } from './note.ts'
import {
  readAnchor,
  readBlock,
  readPlainScalar,
  readQuotedScalar,
  readTag,
} from './read-content.ts'
import { addLineNote, lineNoteOwner, passGap } from './read-gap.ts'
import {
  readColon,
  readComma,
  readDash,
  readDirective,
  readDocumentMark,
  readFlowEnd,
  readFlowStart,
  readKeyMark,
} from './read-indicator.ts'
import type { ScanState } from './scan-state.ts'
import { leaveDocument, startScan } from './scan-state.ts'
import type { Token } from './token.ts'
import { unexpected } from './unexpected.ts'

/** The tokens of a text in order, and the comments found between them. */
export interface ScannedText {
  readonly tokens: readonly Token[]
  readonly notes: readonly Note[]
}

const readers: Readonly<Record<LexemeKind, (state: ScanState, lexeme: Lexeme) => void>> = {
  'document-start': readDocumentMark,
  'document-end': readDocumentMark,
  directive: readDirective,
  dash: readDash,
  question: readKeyMark,
  colon: readColon,
  comma: readComma,
  'flow-map-start': readFlowStart,
  'flow-map-end': readFlowEnd,
  'flow-list-start': readFlowStart,
  'flow-list-end': readFlowEnd,
  alias: readAnchor,
  anchor: readAnchor,
  tag: readTag,
  plain: readPlainScalar,
  'single-quoted': readQuotedScalar,
  'double-quoted': readQuotedScalar,
  'block-scalar': readBlock,
  'flow-cut': refuse,
  broken: refuse,
}

/** Turns text into tokens and notes (C5 to C7). */
export function scan(source: SourceText): ScannedText {
  const state = startScan(source)
  const lexemes = new LexemeReader(source.text)
  for (let lexeme = lexemes.next(); lexeme !== undefined; lexeme = lexemes.next()) {
    const readAgain =
      isCutShort(state, lexeme) && lexemes.restart(lexeme.start, state.keys.flowLevel)
    if (!readAgain) take(state, lexeme)
  }
  finish(state)
  return state
}

/** Whether the lexer ended a lexeme at a line which sops would take as part of it. */
function isCutShort({ source, keys }: ScanState, { kind, start, end }: Lexeme): boolean {
  switch (kind) {
    case 'flow-cut':
      return !isDocumentMarker(source.text, start)
    case 'single-quoted':
    case 'double-quoted':
      return !isClosed(source.text.slice(start, end))
    case 'plain':
      return keys.inFlow && goesOn(source.text, end)
    default:
      return false
  }
}

function take(state: ScanState, lexeme: Lexeme): void {
  const { cursor, keys, blocks, notes } = state
  const gap = passGap(state)
  if (cursor.offset !== lexeme.start) throw misplaced(cursor)
  if (!keys.inFlow) blocks.close(cursor.column, gap.start, notes)
  const owner = lineNoteOwner(state, lexeme)
  readers[lexeme.kind](state, lexeme)
  if (takesLineNote(lexeme)) addLineNote(state, owner)
}

function finish(state: ScanState): void {
  const { cursor, keys, blocks, notes, tokens } = state
  const gap = passGap(state)
  if (!cursor.atEnd) throw misplaced(cursor)
  if (!keys.inFlow) blocks.close(cursor.column, gap.start, notes)
  leaveDocument(state)
  tokens.push({ kind: 'stream-end', start: cursor.offset })
}

function takesLineNote({ kind }: Lexeme): boolean {
  return kind !== 'dash' && kind !== 'document-start' && kind !== 'document-end'
}

/** The lexer, which tolerates much, and the rules of sops disagree about what stands here. */
function misplaced(cursor: Cursor): SyntaxFault {
  if (cursor.character !== '\t') return unexpected(cursor.offset)
  return new SyntaxFault(cursor.offset, 'A tab stands in the indentation; use spaces.')
}

function refuse(_state: ScanState, lexeme: Lexeme): never {
  throw unexpected(lexeme.start)
}
