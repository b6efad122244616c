import { SyntaxFault } from '../source/syntax-fault.ts'
import type { ScannedText } from '../tokens/scanner.ts'
import type { Token } from '../tokens/token.ts'
import { Anchors } from './anchors.ts'
import type { DocumentNode, Node } from './node.ts'
import { NodeParser } from './node-parser.ts'
import { Directives } from './tags.ts'
import { TokenStream } from './token-stream.ts'

const documentBoundaries: readonly Token['kind'][] = [
  'document-start',
  'document-end',
  'directive',
  'stream-end',
]

/** Reads all documents of a text (C11, C12, P5). */
export function parseDocuments(scanned: ScannedText): readonly DocumentNode[] {
  const tokens = new TokenStream(scanned)
  const anchors = new Anchors()
  const documents: DocumentNode[] = []
  tokens.next()
  for (;;) {
    while (documents.length > 0 && tokens.skip('document-end')) continue
    if (tokens.peek().kind === 'stream-end') return documents
    documents.push(parseDocument(tokens, anchors, documents.length === 0))
  }
}

function parseDocument(tokens: TokenStream, anchors: Anchors, isFirst: boolean): DocumentNode {
  const directives = parseDirectives(tokens)
  const parser = new NodeParser(tokens, anchors, directives)
  const { head, root } =
    isFirst && directives.count === 0 && tokens.peek().kind !== 'document-start'
      ? { head: tokens.takeDocumentHead(), root: parser.parseRoot() }
      : { head: '', root: parseMarkedRoot(tokens, parser) }
  tokens.peek()
  tokens.skip('document-end')
  const { head: rest, foot } = tokens.takeComments()
  return { root, comments: { head, line: '', foot: foot === '' ? rest : foot } }
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

function parseMarkedRoot(tokens: TokenStream, parser: NodeParser): Node {
  if (!tokens.skip('document-start')) {
    throw new SyntaxFault(tokens.peek().start, 'A new document has to begin with ---.')
  }
  return documentBoundaries.includes(tokens.peek().kind)
    ? parser.parseNothing()
    : parser.parseRoot()
}
