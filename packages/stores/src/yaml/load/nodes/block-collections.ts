import type { Token } from '../tokens/token.ts'
import { unexpected } from '../tokens/unexpected.ts'
import { moveFoot, moveFootToKey } from './foot-comments.ts'
import { addItem, addPair } from './measures.ts'
import { closeNode, newList, newMap, nothingHere } from './new-nodes.ts'
import type { ListNode, MapNode, NodeComments } from './node.ts'
import { noComments } from './node.ts'
import type { ParseContext, Properties } from './parse-context.ts'
import { inBlock } from './parse-context.ts'

type Kinds = readonly Token['kind'][]

const afterItem: Kinds = ['dash', 'block-end']
const afterDashedItem: Kinds = ['dash', 'block-end', 'key', 'value']
const afterPairPart: Kinds = ['key', 'value', 'block-end']

/** A list that is indented. */
export function parseBlockList(
  context: ParseContext,
  properties: Properties,
  depth: number,
): ListNode {
  const node = newList(context, properties, stemComments(context))
  context.tokens.next()
  parseItems(context, node, { depth, ends: afterItem })
  closeBlock(context, node)
  return node
}

/** A list whose dashes stand in the column of the key above it. */
export function parseDashes(
  context: ParseContext,
  properties: Properties,
  depth: number,
): ListNode {
  const node = newList(context, properties, noComments)
  parseItems(context, node, { depth, ends: afterDashedItem })
  closeNode(context, node, context.tokens.peek().start)
  return node
}

function parseItems(
  context: ParseContext,
  list: ListNode,
  { depth, ends }: { readonly depth: number; readonly ends: Kinds },
): void {
  const { tokens, parseNode } = context
  while (tokens.peek().kind === 'dash') {
    tokens.passDash()
    const item = ends.includes(tokens.peek().kind)
      ? nothingHere(context)
      : parseNode(context, inBlock(depth + 1, false))
    addItem(list, item)
  }
}

/** A map of lines with keys. */
export function parseBlockMap(
  context: ParseContext,
  properties: Properties,
  depth: number,
): MapNode {
  const { tokens } = context
  const node = newMap(context, properties, stemComments(context))
  tokens.next()
  while (tokens.skip('key')) parsePair(context, node, depth)
  tokens.peek()
  takeEndComments(node, tokens.takeComments())
  closeBlock(context, node)
  return node
}

function parsePair(context: ParseContext, map: MapNode, depth: number): void {
  const { tokens, parseNode } = context
  const place = inBlock(depth + 1, true)
  const key = isMissing(context) ? nothingHere(context) : parseNode(context, place)
  const previous = map.pairs.at(-1)
  if (previous !== undefined) moveFoot(key, previous.key)
  const hasValue = tokens.skip('value') && !isMissing(context)
  const value = hasValue ? parseNode(context, place) : nothingHere(context)
  moveFootToKey(value, key)
  addPair(map, { key, value })
}

function isMissing({ tokens }: ParseContext): boolean {
  return afterPairPart.includes(tokens.peek().kind)
}

/** The foot at the end of a map goes to its last key, over the one that is there (C13). */
function takeEndComments(map: MapNode, { line, foot }: NodeComments): void {
  map.comments = { ...map.comments, line }
  const last = map.pairs.at(-1)
  if (foot !== '' && last !== undefined) last.key.comments = { ...last.key.comments, foot }
}

function stemComments({ tokens }: ParseContext): NodeComments {
  return { ...noComments, head: tokens.takeStem() }
}

function closeBlock(context: ParseContext, node: ListNode | MapNode): void {
  const { kind, start } = context.tokens.next()
  if (kind !== 'block-end') throw unexpected(start)
  closeNode(context, node, start)
}
