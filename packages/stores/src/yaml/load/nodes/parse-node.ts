import { refuseDepth } from '../nesting-limit.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'
import type { NamedToken, ScalarToken, Token } from '../tokens/token.ts'
import { parseBlockList, parseBlockMap, parseDashes } from './block-collections.ts'
import { parseFlowList, parseFlowMap } from './flow-collections.ts'
import { heightOf } from './measures.ts'
import { newNothing, newScalar } from './new-nodes.ts'
import type { AliasNode, Node, ScalarNode, Tag } from './node.ts'
import type { ParseContext, Place, Properties } from './parse-context.ts'

/**
 * Reads one node; it takes its comments from the slots on the way (C9). Two or three calls lie between
 * one level of nesting and the next, which the deepest nesting allowed has to leave room for.
 */
export function parseNode(context: ParseContext, place: Place): Node {
  const { tokens } = context
  const first = tokens.peek()
  refuseDepth(place.depth, first.start)
  if (first.kind === 'alias') return parseAlias(context, first, place.depth)
  const properties = parseProperties(context, first.start)
  const token = tokens.peek()
  if (token.kind === 'scalar') return parseScalar(context, properties, token)
  const parse = collectionParser(token.kind, place)
  if (parse !== undefined) return parse(context, properties, place.depth)
  if (properties.given) return newNothing(context, properties)
  throw new SyntaxFault(token.start, 'A value is missing here.')
}

type CollectionParser = (context: ParseContext, properties: Properties, depth: number) => Node

function collectionParser(
  kind: Token['kind'],
  { block, dashes }: Place,
): CollectionParser | undefined {
  switch (kind) {
    case 'flow-list-start':
      return parseFlowList
    case 'flow-map-start':
      return parseFlowMap
    case 'dash':
      return dashes ? parseDashes : undefined
    case 'block-list-start':
      return block ? parseBlockList : undefined
    case 'block-map-start':
      return block ? parseBlockMap : undefined
    default:
      return undefined
  }
}

function parseScalar(
  context: ParseContext,
  properties: Properties,
  token: ScalarToken,
): ScalarNode {
  context.tokens.next()
  const { text, plain } = token
  const comments = context.tokens.takeComments()
  return newScalar(context, properties, { text, plain, token, comments })
}

function parseAlias(context: ParseContext, { name, start }: NamedToken, depth: number): AliasNode {
  const { tokens, anchors } = context
  tokens.next()
  const target = anchors.resolve(name, start)
  refuseDepth(depth + heightOf(target), start)
  const end = start + 1 + name.length
  return { kind: 'alias', start, end, target, comments: tokens.takeComments() }
}

function parseProperties({ tokens, directives }: ParseContext, start: number): Properties {
  let anchor: string | undefined
  let tag: Tag | undefined
  let tagged = false
  for (;;) {
    const token = tokens.peek()
    if (token.kind === 'anchor' && anchor === undefined) {
      anchor = token.name
    } else if (token.kind === 'tag' && !tagged) {
      tag = directives.resolve(token)
      tagged = true
    } else {
      return { start, anchor, tag, given: tagged || anchor !== undefined }
    }
    tokens.next()
  }
}
