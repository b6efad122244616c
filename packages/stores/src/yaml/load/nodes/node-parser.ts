import { SyntaxFault } from '../source/syntax-fault.ts'
import type { Token } from '../tokens/token.ts'
import type { Anchors } from './anchors.ts'
import type { AliasNode, ListNode, MapNode, Node, NodeComments, ScalarNode, Tag } from './node.ts'
import { noComments } from './node.ts'
import { addItem, addPair, heightOf, refuseDepth } from './measures.ts'
import type { Directives } from './tags.ts'
import type { TokenStream } from './token-stream.ts'

/** What a node may be: the value of a key may be a list whose dashes are not indented. */
interface Place {
  readonly block: boolean
  readonly dashes: boolean
  readonly depth: number
}

interface Properties {
  readonly start: number
  readonly anchor: string | undefined
  readonly tag: Tag | undefined
  /** Whether there are any. */
  readonly given: boolean
}

/** Reads nodes from tokens; each takes its comments from the slots on the way (C9 to C14). */
export class NodeParser {
  private readonly tokens: TokenStream
  private readonly anchors: Anchors
  private readonly directives: Directives

  constructor(tokens: TokenStream, anchors: Anchors, directives: Directives) {
    this.tokens = tokens
    this.anchors = anchors
    this.directives = directives
  }

  parseRoot(): Node {
    return this.parseNode({ block: true, dashes: false, depth: 0 })
  }

  /** The root of a document without content. */
  parseNothing(): Node {
    return this.nothingAt(this.tokens.peek().start)
  }

  private parseNode(place: Place): Node {
    const first = this.tokens.peek()
    refuseDepth(place.depth, first.start)
    if (first.kind === 'alias') return this.parseAlias(place.depth)
    const properties = this.parseProperties(first.start)
    const token = this.tokens.peek()
    switch (token.kind) {
      case 'scalar':
        this.tokens.next()
        return this.scalar(properties, { ...token, comments: this.tokens.takeComments() })
      case 'flow-list-start':
        return this.parseFlowList(properties, place.depth)
      case 'flow-map-start':
        return this.parseFlowMap(properties, place.depth)
      case 'dash':
        if (place.dashes) return this.parseDashes(properties, place.depth)
        break
      case 'block-list-start':
        if (place.block) return this.parseBlockList(properties, place.depth)
        break
      case 'block-map-start':
        if (place.block) return this.parseBlockMap(properties, place.depth)
        break
      default:
    }
    if (properties.given) return this.nothing(properties)
    throw new SyntaxFault(token.start, 'A value is missing here.')
  }

  private parseAlias(depth: number): AliasNode {
    const token = this.tokens.next()
    if (token.kind !== 'alias') throw unexpected(token)
    const target = this.anchors.resolve(token)
    refuseDepth(depth + heightOf(target), token.start)
    return { kind: 'alias', start: token.start, target, comments: this.tokens.takeComments() }
  }

  private parseProperties(start: number): Properties {
    let anchor: string | undefined
    let tag: Tag | undefined
    let tagged = false
    for (;;) {
      const token = this.tokens.peek()
      if (token.kind === 'anchor' && anchor === undefined) anchor = token.name
      else if (token.kind === 'tag' && !tagged) {
        tag = this.directives.resolve(token)
        tagged = true
      } else return { start, anchor, tag, given: tagged || anchor !== undefined }
      this.tokens.next()
    }
  }

  // --- scalars

  private scalar(
    { start, anchor, tag }: Properties,
    { text, plain, comments }: Pick<ScalarNode, 'text' | 'plain' | 'comments'>,
  ): ScalarNode {
    const node: ScalarNode = { kind: 'scalar', start, tag, text, plain, comments }
    if (anchor !== undefined) this.anchors.define(anchor, node)
    return node
  }

  /** A value that is not there; it leaves the comments to the next node (C14). */
  private nothing(properties: Properties): ScalarNode {
    return this.scalar(properties, { text: '', plain: true, comments: noComments() })
  }

  private nothingAt(start: number): ScalarNode {
    return this.nothing(unmarked(start))
  }

  // --- block collections

  private parseBlockList(properties: Properties, depth: number): ListNode {
    const node = this.list(properties, { ...noComments(), head: this.tokens.takeStem() })
    this.tokens.next()
    while (this.tokens.peek().kind === 'dash') addItem(node, this.parseListItem(depth, []))
    this.expectBlockEnd()
    this.anchors.close(node)
    return node
  }

  private parseDashes(properties: Properties, depth: number): ListNode {
    const node = this.list(properties, noComments())
    while (this.tokens.peek().kind === 'dash') {
      addItem(node, this.parseListItem(depth, ['key', 'value']))
    }
    this.anchors.close(node)
    return node
  }

  private parseListItem(depth: number, ends: readonly Token['kind'][]): Node {
    this.tokens.passDash()
    const { kind, start } = this.tokens.peek()
    if (kind === 'dash' || kind === 'block-end' || ends.includes(kind)) return this.nothingAt(start)
    return this.parseNode({ block: true, dashes: false, depth: depth + 1 })
  }

  private parseBlockMap(properties: Properties, depth: number): MapNode {
    const node = this.map(properties, { ...noComments(), head: this.tokens.takeStem() })
    this.tokens.next()
    while (this.tokens.skip('key')) this.parseBlockPair(node, depth)
    this.tokens.peek()
    const { line, foot } = this.tokens.takeComments()
    this.expectBlockEnd()
    const last = node.pairs.at(-1)
    node.comments.line = line
    if (foot !== '' && last !== undefined) last.key.comments.foot = foot
    this.anchors.close(node)
    return node
  }

  private parseBlockPair(map: MapNode, depth: number): void {
    const key = this.parsePairPart(depth)
    const previous = map.pairs.at(-1)
    if (key.comments.foot !== '' && previous !== undefined) moveFoot(key, previous.key)
    const value = this.tokens.skip('value')
      ? this.parsePairPart(depth)
      : this.nothingAt(this.tokens.peek().start)
    if (key.comments.foot === '' && value.comments.foot !== '') moveFoot(value, key)
    addPair(map, { key, value })
  }

  private parsePairPart(depth: number): Node {
    const { kind, start } = this.tokens.peek()
    if (kind === 'key' || kind === 'value' || kind === 'block-end') return this.nothingAt(start)
    return this.parseNode({ block: true, dashes: true, depth: depth + 1 })
  }

  private expectBlockEnd(): void {
    const token = this.tokens.next()
    if (token.kind !== 'block-end') throw unexpected(token)
  }

  // --- flow collections

  private parseFlowList(properties: Properties, depth: number): ListNode {
    const node = this.list(properties, this.tokens.takeComments())
    this.tokens.next()
    while (this.tokens.peek().kind !== 'flow-list-end') {
      addItem(node, this.parseFlowListItem(depth + 1))
      if (!this.tokens.skip('comma')) break
    }
    this.closeFlow(node, 'flow-list-end')
    return node
  }

  private parseFlowListItem(depth: number): Node {
    const { kind, start } = this.tokens.peek()
    if (kind !== 'key') return this.parseNode({ block: false, dashes: false, depth })
    const node = this.map(unmarked(start), noComments())
    this.parseFlowPair(node, depth)
    return node
  }

  private parseFlowMap(properties: Properties, depth: number): MapNode {
    const node = this.map(properties, this.tokens.takeComments())
    this.tokens.next()
    while (this.tokens.peek().kind !== 'flow-map-end') {
      this.parseFlowPair(node, depth + 1)
      if (!this.tokens.skip('comma')) break
    }
    this.closeFlow(node, 'flow-map-end')
    return node
  }

  private parseFlowPair(map: MapNode, depth: number): void {
    if (!this.tokens.skip('key')) return this.parseFlowKeyAlone(map, depth)
    const key = this.parseFlowPart(depth)
    const value = this.tokens.skip('value')
      ? this.parseFlowPart(depth)
      : this.nothingAt(this.tokens.peek().start)
    if (key.comments.foot === '' && value.comments.foot !== '') moveFoot(value, key)
    addPair(map, { key, value })
  }

  private parseFlowKeyAlone(map: MapNode, depth: number): void {
    const key = this.parseNode({ block: false, dashes: false, depth })
    addPair(map, { key, value: this.nothingAt(this.tokens.peek().start) })
  }

  private parseFlowPart(depth: number): Node {
    const { kind, start } = this.tokens.peek()
    const isMissing = ['value', 'comma', 'flow-map-end', 'flow-list-end'].includes(kind)
    if (isMissing) return this.nothingAt(start)
    return this.parseNode({ block: false, dashes: false, depth })
  }

  private closeFlow(node: ListNode | MapNode, end: Token['kind']): void {
    const token = this.tokens.peek()
    if (token.kind !== end) throw unexpected(token)
    const { line, foot } = this.tokens.takeComments()
    this.tokens.next()
    node.comments.line = line
    node.comments.foot = foot
    this.anchors.close(node)
  }

  // --- collections of either style

  private list({ start, anchor }: Properties, comments: NodeComments): ListNode {
    const anchored = anchor !== undefined
    const node: ListNode = {
      kind: 'list',
      start,
      comments,
      anchored,
      height: 0,
      size: 1,
      items: [],
    }
    if (anchored) this.anchors.open(anchor, node)
    return node
  }

  private map({ start, anchor }: Properties, comments: NodeComments): MapNode {
    const anchored = anchor !== undefined
    const node: MapNode = { kind: 'map', start, comments, anchored, height: 0, size: 1, pairs: [] }
    if (anchored) this.anchors.open(anchor, node)
    return node
  }
}

function unmarked(start: number): Properties {
  return { start, anchor: undefined, tag: undefined, given: false }
}

function moveFoot(from: Node, to: Node): void {
  to.comments.foot = from.comments.foot
  from.comments.foot = ''
}

function unexpected(token: Token): SyntaxFault {
  return new SyntaxFault(token.start, 'This cannot stand here.')
}
