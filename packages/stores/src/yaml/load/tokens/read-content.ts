import { readBlockScalar } from '../scalars/block-scalar.ts'
import { checkPlain, readPlain } from '../scalars/plain-scalar.ts'
import { readDoubleQuoted, readSingleQuoted } from '../scalars/quoted-scalar.ts'
import type { Lexeme } from './lexemes.ts'
import { addLineNote } from './read-gap.ts'
import type { ScanState } from './scan-state.ts'
import { unexpected } from './unexpected.ts'

const anchorName = /^[\w-]+$/

/** An anchor or an alias. Sops ends its name at any other character, the lexer at white space. */
export function readAnchor(state: ScanState, { kind, start, end }: Lexeme): void {
  markKey(state)
  const { text } = state.source
  const name = text.slice(start + 1, end)
  const touchesFlow = text.charAt(end) === '[' || text.charAt(end) === '{'
  if (!anchorName.test(name) || touchesFlow) throw unexpected(start)
  state.tokens.push({ kind: kind === 'alias' ? 'alias' : 'anchor', start, name })
  state.cursor.pass(end)
}

/** A tag. Sops takes `,` and brackets for parts of it, so they may not follow directly. */
export function readTag(state: ScanState, { start, end }: Lexeme): void {
  markKey(state)
  const { text } = state.source
  if (end < text.length && !' \t\r\n'.includes(text.charAt(end))) throw unexpected(start)
  state.tokens.push({ kind: 'tag', start, name: text.slice(start + 1, end) })
  state.cursor.pass(end)
}

export function readPlainScalar(state: ScanState, { start, end }: Lexeme): void {
  markKey(state)
  const { source, cursor, keys, blocks } = state
  const { indent } = blocks
  const { inFlow } = keys
  const next = checkPlain(source.text, { start, end }, { indent, inFlow })
  const text = readPlain(source.raw.slice(start, end))
  state.tokens.push({ kind: 'scalar', start, text, plain: true, end, indent, inFlow })
  // The white space behind a plain scalar is passed with it, which C7 notices.
  cursor.pass(next)
  keys.allowed = cursor.breaks > 0
}

export function readQuotedScalar(state: ScanState, { kind, start, end }: Lexeme): void {
  markKey(state)
  const { source, cursor, keys, blocks } = state
  const read = kind === 'single-quoted' ? readSingleQuoted : readDoubleQuoted
  const text = read(source.raw.slice(start, end), start)
  const { indent } = blocks
  state.tokens.push({ kind: 'scalar', start, text, plain: false, end, indent, inFlow: keys.inFlow })
  cursor.pass(end)
}

export function readBlock(state: ScanState, { start }: Lexeme): void {
  const { source, cursor, keys, blocks } = state
  if (keys.inFlow) throw unexpected(start)
  keys.drop()
  const { indent } = blocks
  const { text, end, comment } = readBlockScalar(source, start, indent)
  if (comment !== undefined) {
    cursor.pass(comment)
    addLineNote(state, start)
  }
  state.tokens.push({ kind: 'scalar', start, text, plain: false, end, indent, inFlow: false })
  cursor.pass(end)
  keys.allowed = true
}

function markKey({ keys, tokens, blocks }: ScanState): void {
  keys.mark(tokens.length, blocks.indent)
  keys.allowed = false
}
