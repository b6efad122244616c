import type { ScalarToken } from '../tokens/token.ts'

/** The notes a node was handed, each with its `#` and line breaks; empty where there is none. */
export interface NodeComments {
  readonly head: string
  readonly line: string
  readonly foot: string
}

export const noComments: NodeComments = { head: '', line: '', foot: '' }

/** A tag by its short name where the reader acts on it (P9); `other` for all the rest. */
export type Tag =
  'str' | 'int' | 'float' | 'bool' | 'null' | 'timestamp' | 'binary' | 'merge' | 'other'

// The nodes of a document as parsed, before scalars get their meaning. What changes while parsing goes
// on is not readonly: comments, which C13 moves on, and the measures of a collection.

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly start: number
  readonly tag: Tag | undefined
  readonly text: string
  readonly plain: boolean
  /** Its text in the file, without anchor and tag; `undefined` for a value that is not there. */
  readonly token: ScalarToken | undefined
  comments: NodeComments
}

export interface AliasNode {
  readonly kind: 'alias'
  readonly start: number
  readonly end: number
  readonly target: ContentNode
  comments: NodeComments
}

interface CollectionNode {
  readonly start: number
  /** Where it begins behind its anchor and tag. */
  readonly content: number
  comments: NodeComments
  /** Levels below this one. */
  height: number
  /** Characters from its start to its end, and those its aliases stand for. */
  length: number
  copies: number
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
  /** Whether it begins with `---`, and where the mark stands that ends it, or the text does. */
  readonly marked: boolean
  readonly end: number
  readonly comments: NodeComments
}

/** The node itself, or what an alias stands for. */
export function contentOf(node: Node): ContentNode {
  return node.kind === 'alias' ? node.target : node
}
