import type { ListNode, MapNode, NodeComments, ScalarNode } from './node.ts'
import { noComments } from './node.ts'
import type { ParseContext, Properties } from './parse-context.ts'

/** A scalar, known to aliases from here on. */
export function newScalar(
  { anchors }: ParseContext,
  { start, anchor, tag }: Properties,
  content: Pick<ScalarNode, 'text' | 'plain' | 'token' | 'comments'>,
): ScalarNode {
  const { text, plain, token, comments } = content
  const node: ScalarNode = { kind: 'scalar', start, tag, text, plain, token, comments }
  if (anchor !== undefined) anchors.define(anchor, node)
  return node
}

/** A value that is not there; it leaves the comments to the next node (C14). */
export function newNothing(context: ParseContext, properties: Properties): ScalarNode {
  const nothing = { text: '', plain: true, token: undefined, comments: noComments }
  return newScalar(context, properties, nothing)
}

/** The same without anchor and tag, before the next token. */
export function nothingHere(context: ParseContext): ScalarNode {
  return newNothing(context, unmarked(context.tokens.peek().start))
}

/** A list still without items. */
export function newList(
  context: ParseContext,
  { start, anchor }: Properties,
  comments: NodeComments,
): ListNode {
  const node: ListNode = { kind: 'list', ...measuresAt(context, start), comments, items: [] }
  if (anchor !== undefined) context.anchors.open(anchor, node)
  return node
}

/** A map still without pairs. */
export function newMap(
  context: ParseContext,
  { start, anchor }: Properties,
  comments: NodeComments,
): MapNode {
  const node: MapNode = { kind: 'map', ...measuresAt(context, start), comments, pairs: [] }
  if (anchor !== undefined) context.anchors.open(anchor, node)
  return node
}

/** Where a collection begins, and measures that grow with it. */
function measuresAt(
  { tokens }: ParseContext,
  start: number,
): Pick<ListNode, 'start' | 'content' | 'height' | 'length' | 'copies'> {
  return { start, content: tokens.peek().start, height: 0, length: 0, copies: 0 }
}

/** Marks a collection as complete. */
export function closeNode({ anchors }: ParseContext, node: ListNode | MapNode, end: number): void {
  node.length = Math.max(end - node.start, 0)
  anchors.close(node)
}

/** No anchor and no tag. */
export function unmarked(start: number): Properties {
  return { start, anchor: undefined, tag: undefined, given: false }
}
