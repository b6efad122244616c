import { readCommentRun, readLineNote } from './comment-runs.ts'
import type { Lexeme } from './lexemes.ts'
import type { ScanState } from './scan-state.ts'
import type { Token } from './token.ts'

/** Where the white space before a token began. */
export interface Gap {
  readonly start: number
  readonly line: number
}

/** Passes white space and comments up to the next content; a tab stops it where sops takes none. */
export function passGap(state: ScanState): Gap {
  const { cursor, keys } = state
  const gap = { start: cursor.offset, line: cursor.line }
  for (;;) {
    cursor.passBlanks(keys.inFlow || !keys.allowed)
    if (cursor.character === '#') addCommentRun(state, gap)
    if (!cursor.atBreak) return gap
    cursor.passBreak()
    if (!keys.inFlow) keys.allowed = true
  }
}

/** Adds the comment behind a token on its line, when there is one. */
export function addLineNote({ cursor, notes }: ScanState, owner: number): void {
  const note = readLineNote(cursor, owner)
  if (note !== undefined) notes.push(note)
}

/** Who owns the comment behind a lexeme (C5); asked for before the lexeme becomes a token. */
export function lineNoteOwner({ tokens, keys }: ScanState, lexeme: Lexeme): number {
  const isBehindAnother = lexeme.kind === (keys.inFlow ? 'comma' : 'colon')
  return (isBehindAnother ? tokens.at(-1)?.start : undefined) ?? lexeme.start
}

function addCommentRun({ cursor, tokens, notes, blocks }: ScanState, gap: Gap): void {
  const last = lastBesideComma(tokens)
  const run = readCommentRun(cursor, {
    owner: last?.start ?? 0,
    lastIsValue: last?.kind === 'value',
    indent: blocks.indent,
    scanStart: gap.start,
    scanStartLine: gap.line,
  })
  for (const note of run) notes.push(note)
}

function lastBesideComma(tokens: readonly Token[]): Token | undefined {
  const last = tokens.at(-1)
  return last?.kind === 'comma' ? tokens.at(-2) : last
}
