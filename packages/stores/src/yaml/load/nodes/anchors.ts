import { SyntaxFault } from '../source/syntax-fault.ts'
import { sizeOf } from './measures.ts'
import type { ContentNode } from './node.ts'

/** Large values may repeat, but a small file must not stand for one that no memory holds. */
const mostCopiedCharacters = 2_000_000

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
  resolve(name: string, start: number): ContentNode {
    const node = this.nodes.get(name)
    if (node === undefined) throw new SyntaxFault(start, 'This alias has no anchor above it.')
    if (this.unfinished.has(node)) {
      throw new SyntaxFault(start, 'This alias stands inside the value it refers to.')
    }
    this.copies += sizeOf(node)
    if (this.copies > mostCopiedCharacters) {
      throw new SyntaxFault(start, 'The aliases stand for too much text.', 'LIMIT_EXCEEDED')
    }
    return node
  }
}
