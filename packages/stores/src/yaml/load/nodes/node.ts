/**
 * The document as parsed, before scalars get their meaning. Comments are on the node they were handed
 * to; C13 moves some of them on, so they can be written.
 */
export interface NodeComments {
  head: string
  line: string
  foot: string
}

/** A tag by its short name where the reader acts on it (P9); `other` for all the rest. */
export type Tag =
  'str' | 'int' | 'float' | 'bool' | 'null' | 'timestamp' | 'binary' | 'merge' | 'other'

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly start: number
  readonly tag: Tag | undefined
  readonly text: string
  readonly plain: boolean
  readonly comments: NodeComments
}

export interface AliasNode {
  readonly kind: 'alias'
  readonly start: number
  readonly target: ContentNode
  readonly comments: NodeComments
}

interface CollectionNode {
  readonly start: number
  readonly comments: NodeComments
  /** Whether aliases can refer to it. */
  readonly anchored: boolean
  /** Levels below this one, and nodes in all of them, with aliases expanded. */
  height: number
  size: number
}

export interface ListNode extends CollectionNode {
  readonly kind: 'list'
  readonly items: Node[]
}

export interface MapPair {
  readonly key: Node
  readonly value: Node
}

export interface MapNode extends CollectionNode {
  readonly kind: 'map'
  readonly pairs: MapPair[]
}

export type ContentNode = ScalarNode | ListNode | MapNode
export type Node = ContentNode | AliasNode

export interface DocumentNode {
  readonly root: Node
  readonly comments: NodeComments
}

export function noComments(): NodeComments {
  return { head: '', line: '', foot: '' }
}

/** The node itself, or what an alias stands for. */
export function contentOf(node: Node): ContentNode {
  return node.kind === 'alias' ? node.target : node
}
