import { SyntaxFault } from '../source/syntax-fault.ts'
import type { NamedToken } from '../tokens/token.ts'
import { sizeOf } from './measures.ts'
import type { ContentNode } from './node.ts'

const mostCopies = 1_000_000

/** The anchors seen so far; they hold for the documents that follow, too (P7). */
export class Anchors {
  private readonly nodes = new Map<string, ContentNode>()
  private readonly unfinished = new Set<ContentNode>()
  private copies = 0

  define(name: string, node: ContentNode): void {
    this.nodes.set(name, node)
  }

  /** Defines a collection of which only the beginning has been read. */
  open(name: string, node: ContentNode): void {
    this.define(name, node)
    this.unfinished.add(node)
  }

  close(node: ContentNode): void {
    this.unfinished.delete(node)
  }

  /** What an alias stands for; a few lines of them can stand for more than any memory holds. */
  resolve(alias: NamedToken): ContentNode {
    const node = this.nodes.get(alias.name)
    if (node === undefined) throw new SyntaxFault(alias.start, 'This alias has no anchor above it.')
    if (this.unfinished.has(node)) {
      throw new SyntaxFault(alias.start, 'This alias stands inside the value it refers to.')
    }
    this.copies += sizeOf(node)
    if (this.copies > mostCopies) {
      throw new SyntaxFault(alias.start, 'Aliases expand to too many values.', 'LIMIT_EXCEEDED')
    }
    return node
  }
}
