import { isDocumentMarker } from '../source/document-marker.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'
import { foldWhiteSpace, whiteSpaceRun } from './fold.ts'

/** Where a plain scalar stands. */
export interface PlainContext {
  /** Column of the innermost open block collection. */
  readonly indent: number
  readonly inFlow: boolean
}

const badStart = /^[%@`,]/
const badFlowStart = /^[%@`,|>:]/
const breaks = /[\n\u2028\u2029]/

/** The text of a plain scalar: its lines joined as in quotes. */
export function readPlain(raw: string): string {
  return breaks.test(raw) ? raw.replace(whiteSpaceRun, foldWhiteSpace) : raw
}

/**
 * Checks that a plain scalar which the lexer found is one for sops too, from its start up to the content
 * that follows: the lexer reads YAML 1.2 and tolerates much. Gives the offset of that content.
 */
export function checkPlain(
  text: string,
  lexeme: { readonly start: number; readonly end: number },
  context: PlainContext,
): number {
  const source = text.slice(lexeme.start, lexeme.end)
  const bad = context.inFlow ? badFlowStart : badStart
  if (source === '' || bad.test(source)) {
    throw new SyntaxFault(lexeme.start, 'No value can start with this character; quote it.')
  }
  // In flow collections sops takes every `?` for a key indicator.
  if (context.inFlow && source.includes('?')) {
    throw new SyntaxFault(lexeme.start, 'Quote text with a question mark inside [ ] and { }.')
  }
  if (source.includes('\n')) checkLines(text, lexeme, context)
  return checkEnd(text, lexeme.end, context)
}

function checkLines(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  context: PlainContext,
): void {
  let lineStart = text.indexOf('\n', start) + 1
  while (lineStart > 0 && lineStart < end) {
    const offset = passBlanks(text, lineStart, context.indent)
    const isEmpty = text.charAt(offset) === '\n' || text.charAt(offset) === '\r'
    if (!isEmpty && endsScalar(text, { offset, lineStart }, context)) throw badIndentation(offset)
    lineStart = text.indexOf('\n', offset) + 1
  }
}

function checkEnd(text: string, end: number, context: PlainContext): number {
  const next = nextContent(text, end, context.indent)
  const isFine =
    mayFollow(text, next.offset, context.inFlow) ||
    (next.lineStart >= 0 && endsScalar(text, next, context))
  if (!isFine) throw badIndentation(next.offset)
  return next.offset
}

/** Whether a plain scalar in a flow collection has another line behind what the lexer took for its end. */
export function goesOn(text: string, end: number): boolean {
  const { offset, lineStart } = nextContent(text, end, -1)
  return lineStart >= 0 && !mayFollow(text, offset, true)
}

/** The first thing on a line that is no blank. */
interface Content {
  readonly offset: number
  /** -1 for the line where looking for it began. */
  readonly lineStart: number
}

/** What comes behind the white space at `from`. */
function nextContent(text: string, from: number, indent: number): Content {
  let offset = from
  let lineStart = -1
  for (;;) {
    offset = lineStart < 0 ? passSpaces(text, offset) : passBlanks(text, lineStart, indent)
    const character = text.charAt(offset)
    if (character !== '\n' && character !== '\r') return { offset, lineStart }
    offset = text.indexOf('\n', offset) + 1
    lineStart = offset
  }
}

/** What ends a plain scalar wherever it stands. */
function mayFollow(text: string, offset: number, inFlow: boolean): boolean {
  const character = text.charAt(offset)
  if (character === '' || character === '#') return true
  if (character === ':') return isWhiteSpace(text.charAt(offset + 1))
  return inFlow && ',[]{}'.includes(character)
}

/** Whether a plain scalar cannot go on with this content of a later line. */
function endsScalar(text: string, { offset, lineStart }: Content, context: PlainContext): boolean {
  if (!context.inFlow && offset - lineStart <= context.indent) return true
  return offset === lineStart && isDocumentMarker(text, offset)
}

/** Passes the blanks a line begins with; sops refuses tabs among those that indent it. */
function passBlanks(text: string, lineStart: number, indent: number): number {
  let offset = lineStart
  for (;;) {
    const character = text.charAt(offset)
    if (character === '\t' && offset - lineStart <= indent) {
      throw new SyntaxFault(offset, 'A tab stands in the indentation; use spaces.')
    }
    if (character !== ' ' && character !== '\t') return offset
    offset++
  }
}

function passSpaces(text: string, from: number): number {
  let offset = from
  while (text.charAt(offset) === ' ' || text.charAt(offset) === '\t') offset++
  return offset
}

function isWhiteSpace(character: string): boolean {
  return character === '' || ' \t\r\n'.includes(character)
}

function badIndentation(offset: number): SyntaxFault {
  return new SyntaxFault(offset, 'This line fits neither the value above it nor a new entry.')
}
