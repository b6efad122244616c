import type { Node } from '../load/nodes/node.ts'
import { readBlockScalar } from '../load/scalars/block-scalar.ts'
import type { SourceText } from '../load/source/source-text.ts'

/**
 * Behind the last character of a node; the empty lines below a block scalar do not count. A value that is
 * missing ends nowhere, which is 0.
 */
export function endOfNode(node: Node, source: SourceText): number {
  if (node.kind === 'alias') return node.end
  if (node.kind !== 'scalar') {
    return isFlow(node.content, source)
      ? node.start + node.length + 1
      : Math.max(node.content, ...lastChildren(node).map((child) => endOfNode(child, source)))
  }
  const { token } = node
  if (token === undefined) return 0
  const isBlock = !token.plain && '|>'.includes(source.text.charAt(token.start))
  return isBlock ? readBlockScalar(source, token.start, token.indent).linesEnd : token.end
}

/** Whether a collection that begins here is in brackets or braces. */
export function isFlow(content: number, { text }: SourceText): boolean {
  return '[{'.includes(text.charAt(content))
}

/** The nodes of a collection that stand last. */
export function lastChildren(node: Exclude<Node, { kind: 'alias' | 'scalar' }>): readonly Node[] {
  const children =
    node.kind === 'map' ? node.pairs.flatMap(({ key, value }) => [key, value]) : node.items
  return children.slice(-2)
}
