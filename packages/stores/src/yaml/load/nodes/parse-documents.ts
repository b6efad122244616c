import { SopsError } from '@sopskit/core'
import { SyntaxFault } from '../source/syntax-fault.ts'
import type { ScannedText } from '../tokens/scan.ts'
import type { Token } from '../tokens/token.ts'
import { Anchors } from './anchors.ts'
import type { DocumentNode, Node } from './node.ts'
import { nothingHere } from './new-nodes.ts'
import type { ParseContext } from './parse-context.ts'
import { inBlock } from './parse-context.ts'
import { parseNode } from './parse-node.ts'
import { Directives } from './tags.ts'
import { TokenStream } from './token-stream.ts'

const boundaries: readonly Token['kind'][] = [
  'document-start',
  'document-end',
  'directive',
  'stream-end',
]

/** Reads all documents of a text (C11, C12, P3, P5). */
export function parseDocuments(scanned: ScannedText): readonly DocumentNode[] {
  const tokens = new TokenStream(scanned)
  const anchors = new Anchors()
  const documents: DocumentNode[] = []
  tokens.next()
  for (;;) {
    while (documents.length > 0 && tokens.skip('document-end')) continue
    if (tokens.peek().kind === 'stream-end') break
    documents.push(parseDocument(tokens, anchors, documents.length === 0))
  }
  if (documents.length > 0) return documents
  throw new SopsError('PARSE_FAILED', 'The file has no content beside blanks and comments.')
}

function parseDocument(tokens: TokenStream, anchors: Anchors, isFirst: boolean): DocumentNode {
  const directives = parseDirectives(tokens)
  const context: ParseContext = { tokens, anchors, directives, parseNode }
  const isMarked = !isFirst || directives.count > 0 || tokens.peek().kind === 'document-start'
  const head = isMarked ? '' : tokens.takeDocumentHead()
  const root = isMarked ? parseMarkedRoot(context) : parseNode(context, inBlock(0, false))
  const end = tokens.peek().start
  tokens.skip('document-end')
  const { head: rest, foot } = tokens.takeComments()
  const comments = { head, line: '', foot: foot === '' ? rest : foot }
  return { root, marked: isMarked, end, comments }
}

function parseDirectives(tokens: TokenStream): Directives {
  const directives = new Directives()
  for (;;) {
    const token = tokens.peek()
    if (token.kind !== 'directive') return directives
    directives.add(token)
    tokens.next()
  }
}

function parseMarkedRoot(context: ParseContext): Node {
  const { tokens } = context
  if (!tokens.skip('document-start')) {
    throw new SyntaxFault(tokens.peek().start, 'A new document has to begin with ---.')
  }
  return boundaries.includes(tokens.peek().kind)
    ? nothingHere(context)
    : parseNode(context, inBlock(0, false))
}
