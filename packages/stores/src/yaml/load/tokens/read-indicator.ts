import { readLineNote } from './comment-runs.ts'
import type { Lexeme } from './lexemes.ts'
import type { ScanState } from './scan-state.ts'
import { addMark, leaveDocument } from './scan-state.ts'
import type { MarkKind } from './token.ts'
import { unexpected } from './unexpected.ts'

/** `---` and `...` */
export function readDocumentMark(state: ScanState, lexeme: Lexeme): void {
  leaveDocument(state)
  addMark(state, lexeme.kind === 'document-start' ? 'document-start' : 'document-end', lexeme)
}

/** `%YAML` and `%TAG` */
export function readDirective(state: ScanState, { start, end }: Lexeme): void {
  leaveDocument(state)
  const { cursor, source, tokens } = state
  tokens.push({ kind: 'directive', start, name: source.text.slice(start + 1, end) })
  cursor.pass(end)
  // The rest of the line belongs to it; a comment there is dropped.
  readLineNote(cursor, start)
  cursor.passBlanks(true)
  if (cursor.atBreak) cursor.passBreak()
}

/** `-` */
export function readDash(state: ScanState, lexeme: Lexeme): void {
  const { keys } = state
  if (keys.inFlow) throw unexpected(lexeme.start)
  openBlock(state, 'block-list-start', lexeme.start)
  keys.drop()
  addMark(state, 'dash', lexeme)
}

/** `?` */
export function readKeyMark(state: ScanState, lexeme: Lexeme): void {
  const { keys } = state
  if (!keys.inFlow) openBlock(state, 'block-map-start', lexeme.start)
  keys.drop()
  keys.allowed = !keys.inFlow
  addMark(state, 'key', lexeme)
}

/** `:` makes a key of what stands before it on the line, or follows a `?`. */
export function readColon(state: ScanState, lexeme: Lexeme): void {
  const { keys, blocks, tokens } = state
  const key = keys.take()
  if (key !== undefined) {
    const { index, start, column } = key
    tokens.splice(index, 0, { kind: 'key', start })
    if (!keys.inFlow) blocks.open(column, index, { kind: 'block-map-start', start })
    keys.allowed = false
  } else {
    if (!keys.inFlow) openBlock(state, 'block-map-start', lexeme.start)
    keys.allowed = !keys.inFlow
  }
  addMark(state, 'value', lexeme)
}

/** `,` */
export function readComma(state: ScanState, lexeme: Lexeme): void {
  state.keys.drop()
  state.keys.allowed = true
  addMark(state, 'comma', lexeme)
}

/** `{` and `[` */
export function readFlowStart(state: ScanState, lexeme: Lexeme): void {
  const { keys, tokens, blocks } = state
  keys.mark(tokens.length, blocks.indent)
  keys.enterFlow()
  keys.allowed = true
  addMark(state, lexeme.kind === 'flow-map-start' ? 'flow-map-start' : 'flow-list-start', lexeme)
}

/** `}` and `]` */
export function readFlowEnd(state: ScanState, lexeme: Lexeme): void {
  const { keys } = state
  if (!keys.inFlow) throw unexpected(lexeme.start)
  keys.leaveFlow()
  keys.allowed = false
  addMark(state, lexeme.kind === 'flow-map-end' ? 'flow-map-end' : 'flow-list-end', lexeme)
}

function openBlock(state: ScanState, kind: MarkKind, start: number): void {
  const { keys, blocks, cursor, tokens } = state
  if (!keys.allowed) throw unexpected(start)
  blocks.open(cursor.column, tokens.length, { kind, start })
}
