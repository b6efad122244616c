import type { Spelling } from './spell-scalar.ts'

/**
 * What is written, with its comments in place (C20). Each comment is finished text, `#` included, its
 * lines joined; empty for none.
 */
export type OutputNode = ScalarNode | MapNode | ListNode

interface Remarks {
  /** Above the node. */
  readonly head: string
  /** Behind the node, on its line. */
  readonly line: string
  /** Below the node. */
  readonly foot: string
}

export interface ScalarNode extends Remarks {
  readonly kind: 'scalar'
  readonly spelling: Spelling
}

export interface MapNode extends Remarks {
  readonly kind: 'map'
  readonly pairs: readonly Pair[]
}

export interface ListNode extends Remarks {
  readonly kind: 'list'
  readonly items: readonly OutputNode[]
}

export interface Pair {
  readonly key: Spelling
  /** Above the key. */
  readonly head: string
  /** Below the whole pair. */
  readonly foot: string
  readonly value: OutputNode
}
