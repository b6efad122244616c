import type { Token } from '../tokens/token.ts'
import { unexpected } from '../tokens/unexpected.ts'
import { moveFootToKey } from './foot-comments.ts'
import { addItem, addPair } from './measures.ts'
import { closeNode, newList, newMap, nothingHere, unmarked } from './new-nodes.ts'
import type { ListNode, MapNode } from './node.ts'
import { noComments } from './node.ts'
import type { ParseContext, Properties } from './parse-context.ts'
import { inFlow } from './parse-context.ts'

const afterPart: readonly Token['kind'][] = ['value', 'comma', 'flow-map-end', 'flow-list-end']

/** A list in brackets. */
export function parseFlowList(
  context: ParseContext,
  properties: Properties,
  depth: number,
): ListNode {
  const { tokens, parseNode } = context
  const node = newList(context, properties, tokens.takeComments())
  tokens.next()
  while (tokens.peek().kind !== 'flow-list-end') {
    const isPair = tokens.peek().kind === 'key'
    addItem(node, isPair ? parseLonePair(context, depth) : parseNode(context, inFlow(depth + 1)))
    if (!tokens.skip('comma')) break
  }
  close(context, node, 'flow-list-end')
  return node
}

/** An item with a key is a map of that one pair. */
function parseLonePair(context: ParseContext, depth: number): MapNode {
  const map = newMap(context, unmarked(context.tokens.peek().start), noComments)
  parsePair(context, map, depth + 1)
  return map
}

/** A map in braces. */
export function parseFlowMap(
  context: ParseContext,
  properties: Properties,
  depth: number,
): MapNode {
  const { tokens } = context
  const node = newMap(context, properties, tokens.takeComments())
  tokens.next()
  while (tokens.peek().kind !== 'flow-map-end') {
    parsePair(context, node, depth)
    if (!tokens.skip('comma')) break
  }
  close(context, node, 'flow-map-end')
  return node
}

function parsePair(context: ParseContext, map: MapNode, depth: number): void {
  const { tokens, parseNode } = context
  const place = inFlow(depth + 1)
  const isMarked = tokens.skip('key')
  const key = isMarked && isMissing(context) ? nothingHere(context) : parseNode(context, place)
  const hasValue = isMarked && tokens.skip('value') && !isMissing(context)
  const value = hasValue ? parseNode(context, place) : nothingHere(context)
  moveFootToKey(value, key)
  addPair(map, { key, value })
}

function isMissing({ tokens }: ParseContext): boolean {
  return afterPart.includes(tokens.peek().kind)
}

/** The end takes comments too; those of the start, but for its head, are lost (C9). */
function close(context: ParseContext, node: ListNode | MapNode, end: Token['kind']): void {
  const token = context.tokens.peek()
  if (token.kind !== end) throw unexpected(token.start)
  const { line, foot } = context.tokens.takeComments()
  node.comments = { ...node.comments, line, foot }
  context.tokens.next()
  closeNode(context, node, token.start)
}
