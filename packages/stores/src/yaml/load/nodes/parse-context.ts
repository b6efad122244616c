import type { Anchors } from './anchors.ts'
import type { Node, Tag } from './node.ts'
import type { Directives } from './tags.ts'
import type { TokenStream } from './token-stream.ts'

/** Where a node stands, and with it what it may be. */
export interface Place {
  readonly depth: number
  /** Block collections are allowed. */
  readonly block: boolean
  /** So is a list whose dashes are not indented: it is the value of a key. */
  readonly dashes: boolean
}

/** In a list or behind a `?`, a `:` or a `-`. */
export function inBlock(depth: number, dashes: boolean): Place {
  return { depth, block: true, dashes }
}

/** Between brackets or braces. */
export function inFlow(depth: number): Place {
  return { depth, block: false, dashes: false }
}

/** An anchor and a tag in front of a node. */
export interface Properties {
  readonly start: number
  readonly anchor: string | undefined
  readonly tag: Tag | undefined
  readonly given: boolean
}

/** What the parsing functions of one document share. */
export interface ParseContext {
  readonly tokens: TokenStream
  readonly anchors: Anchors
  readonly directives: Directives
  /** Handed on, since nodes and collections are read by each other. */
  readonly parseNode: (context: ParseContext, place: Place) => Node
}
