import { SyntaxFault } from '../source/syntax-fault.ts'
import type { Note } from '../tokens/note.ts'
import type { ScannedText } from '../tokens/scan.ts'
import type { Token } from '../tokens/token.ts'
import type { NodeComments } from './node.ts'
import { noComments } from './node.ts'

/** The tokens one by one; each brings the notes that are due by then into the slots (C8). */
export class TokenStream {
  private readonly scanned: ScannedText
  private position = 0
  private current: Token | undefined
  private notePosition = 0
  private head = ''
  private line = ''
  private foot = ''
  private stem = ''

  constructor(scanned: ScannedText) {
    this.scanned = scanned
  }

  peek(): Token {
    if (this.current !== undefined) return this.current
    const token = this.scanned.tokens[this.position]
    if (token === undefined) throw new SyntaxFault(0, 'The file ends unexpectedly.')
    this.receiveNotes(token)
    this.current = token
    return token
  }

  /** Goes on to the next token and gives the one passed. */
  next(): Token {
    const token = this.peek()
    this.position++
    this.current = undefined
    return token
  }

  /** Goes on only when the next token is of this kind. */
  skip(kind: Token['kind']): boolean {
    if (this.peek().kind !== kind) return false
    this.next()
    return true
  }

  /** Empties the slots (C9). */
  takeComments(): NodeComments {
    const { head, line, foot } = this
    this.stem = ''
    if (head === '' && line === '' && foot === '') return noComments
    this.head = ''
    this.line = ''
    this.foot = ''
    return { head, line, foot }
  }

  /** The head that was put aside for a collection inside a list item (C10). */
  takeStem(): string {
    const { stem } = this
    this.stem = ''
    return stem
  }

  /** Passes a `-`; what stood above it is put aside when a block collection follows (C10). */
  passDash(): void {
    this.peek()
    const { length } = this.head
    this.next()
    if (length === 0) return
    const { kind } = this.peek()
    if (kind !== 'block-list-start' && kind !== 'block-map-start') return
    this.stem = this.head.slice(0, length)
    this.head = this.head.slice(length + 1)
  }

  /** Gives the part of the head that belongs to the first document, up to its last blank line (C11). */
  takeDocumentHead(): string {
    const { head } = this
    if (head.endsWith('\n')) {
      this.head = ''
      return head.slice(0, -1)
    }
    const blank = head.lastIndexOf('\n\n')
    if (blank <= 0) return ''
    this.head = head.slice(blank + 2)
    return head.slice(0, blank)
  }

  private receiveNotes(token: Token): void {
    const { notes } = this.scanned
    for (;;) {
      const note = notes[this.notePosition]
      if (note === undefined || note.owner > token.start) return
      if (note.kind === 'head' && token.kind === 'block-end') return
      this.receive(note)
      this.notePosition++
    }
  }

  private receive(note: Note): void {
    const before = this[note.kind]
    this[note.kind] = before === '' ? note.text : `${before}\n${note.text}`
  }
}
