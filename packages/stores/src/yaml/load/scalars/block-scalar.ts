import { SyntaxFault } from '../source/syntax-fault.ts'
import type { SourceText } from '../source/source-text.ts'

/** A literal or folded block as read from its header on. */
export interface BlockScalar {
  readonly text: string
  /** Just behind the last line, the blanks that indent the next content included. */
  readonly end: number
  /** The column of its lines, and where they begin and end; the empty ones behind them not counted. */
  readonly column: number
  readonly linesStart: number
  readonly linesEnd: number
  /** Where the comment on the header begins. */
  readonly comment: number | undefined
}

interface Header {
  readonly folded: boolean
  readonly chomping: string
  readonly increment: number
  readonly end: number
  readonly comment: number | undefined
}

const headerForm = /[|>](?:([-+])([0-9])?|([0-9])([-+])?)?[ \t]*(#[^\n]*)?(?:\r?\n|$)/y

/**
 * Reads a block scalar. Its lines are those at the column of the first one, at least one beyond `indent`,
 * the column of the collection it stands in (E41).
 */
export function readBlockScalar(source: SourceText, start: number, indent: number): BlockScalar {
  const header = readHeader(source.text, start)
  const lines = new BlockLines(source, header.end)
  const column =
    header.increment > 0 ? Math.max(indent, 0) + header.increment : lines.findColumn(indent)
  const body = header.folded ? readFolded(lines, column) : readLiteral(lines, column)
  return {
    text: chomp(body, header.chomping),
    end: lines.offset,
    column,
    linesStart: header.end,
    linesEnd: lines.lastLineEnd,
    comment: header.comment,
  }
}

interface Body {
  readonly content: string
  /** The break behind the last line, and those of the empty lines that follow. */
  readonly lastBreak: string
  readonly emptyLines: string
}

function readLiteral(lines: BlockLines, column: number): Body {
  let content = ''
  let lastBreak = ''
  let emptyLines = lines.passEmptyLines(column)
  while (lines.isAt(column)) {
    content += lastBreak + emptyLines + lines.passLine()
    lastBreak = lines.passBreak()
    emptyLines = lines.passEmptyLines(column)
  }
  return { content, lastBreak, emptyLines }
}

/** Folding joins lines with a space unless one of the two begins with a blank. */
function readFolded(lines: BlockLines, column: number): Body {
  let content = ''
  let lastBreak = ''
  let emptyLines = lines.passEmptyLines(column)
  let previousIsIndented = false
  while (lines.isAt(column)) {
    const line = lines.passLine()
    const isIndented = line.startsWith(' ') || line.startsWith('\t')
    const folds = lastBreak === '\n' && !isIndented && !previousIsIndented
    content += (folds ? (emptyLines === '' ? ' ' : '') : lastBreak) + emptyLines + line
    previousIsIndented = isIndented
    lastBreak = lines.passBreak()
    emptyLines = lines.passEmptyLines(column)
  }
  return { content, lastBreak, emptyLines }
}

function chomp({ content, lastBreak, emptyLines }: Body, chomping: string): string {
  if (chomping === '-') return content
  return chomping === '+' ? content + lastBreak + emptyLines : content + lastBreak
}

function readHeader(text: string, start: number): Header {
  headerForm.lastIndex = start
  const match = headerForm.exec(text)
  if (match === null) {
    throw new SyntaxFault(start, 'Only a comment may follow on the first line of a block scalar.')
  }
  const [whole, chompingFirst, incrementLast, incrementFirst, chompingLast, comment] = match
  const increment = incrementFirst ?? incrementLast
  if (increment === '0') {
    throw new SyntaxFault(start, 'The indentation of a block scalar cannot be 0.')
  }
  return {
    folded: whole.startsWith('>'),
    chomping: chompingFirst ?? chompingLast ?? '',
    increment: Number(increment ?? 0),
    end: start + whole.length,
    comment: comment === undefined ? undefined : start + whole.indexOf('#'),
  }
}

/** Walks over the lines of a block scalar. */
class BlockLines {
  offset: number
  /** Where the last line that is not empty ended. */
  lastLineEnd: number
  private readonly source: SourceText
  private column = 0

  constructor(source: SourceText, offset: number) {
    this.source = source
    this.offset = offset
    this.lastLineEnd = offset
  }

  /** The column of the first line that is not empty; a longer empty line before it counts more. */
  findColumn(indent: number): number {
    const { text } = this.source
    let widest = 0
    for (let offset = this.offset; ;) {
      const content = passSpaces(text, offset)
      widest = Math.max(widest, content - offset)
      refuseTab(text, content)
      const next = passBreak(text, content)
      if (next === content) return Math.max(widest, indent + 1, 1)
      offset = next
    }
  }

  isAt(column: number): boolean {
    return this.column === column && this.offset < this.source.text.length
  }

  passLine(): string {
    const { text, raw } = this.source
    const start = this.offset
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    this.offset = text.charAt(end - 1) === '\r' && end > start ? end - 1 : end
    this.lastLineEnd = this.offset
    return raw.slice(start, this.offset)
  }

  /** The break at this place as it counts in the text; nothing at the end of the file. */
  passBreak(): string {
    const next = passBreak(this.source.text, this.offset)
    if (next === this.offset) return ''
    this.offset = next
    this.column = 0
    return this.source.raw.charAt(next - 1)
  }

  /** Passes empty lines and the blanks that indent the next one; gives the breaks. */
  passEmptyLines(column: number): string {
    const { text } = this.source
    let breaks = ''
    for (;;) {
      const content = passSpaces(text, this.offset, column - this.column)
      this.column += content - this.offset
      this.offset = content
      if (this.column < column) refuseTab(text, content)
      const found = this.passBreak()
      if (found === '') return breaks
      breaks += found
    }
  }
}

function passSpaces(text: string, from: number, most: number = Number.POSITIVE_INFINITY): number {
  let offset = from
  while (offset - from < most && text.charAt(offset) === ' ') offset++
  return offset
}

function passBreak(text: string, offset: number): number {
  if (text.charAt(offset) === '\n') return offset + 1
  return text.charAt(offset) === '\r' ? offset + 2 : offset
}

function refuseTab(text: string, offset: number): void {
  if (text.charAt(offset) === '\t') {
    throw new SyntaxFault(offset, 'A tab stands where a block scalar is indented; use spaces.')
  }
}
