/**
 * The tokens that section C-b speaks of. Where a token stands decides where a comment goes, so block
 * ends have an offset of their own (C7) and the implied `key` has that of the key's first token.
 */
export type Token = MarkToken | ScalarToken | NamedToken

export type MarkKind =
  | 'stream-start'
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'block-list-start'
  | 'block-map-start'
  | 'block-end'
  | 'flow-list-start'
  | 'flow-list-end'
  | 'flow-map-start'
  | 'flow-map-end'
  | 'dash'
  | 'comma'
  | 'key'
  | 'value'

export interface MarkToken {
  readonly kind: MarkKind
  readonly start: number
}

export interface ScalarToken extends ScalarPlace {
  readonly kind: 'scalar'
  readonly start: number
  readonly text: string
  /** False for quoted and block scalars, which are strings whatever they look like. */
  readonly plain: boolean
}

/** Where a scalar stands, for who wants to write another one in its place. */
export interface ScalarPlace {
  /** Behind its last character; a block scalar has the blanks there that indent what follows. */
  readonly end: number
  /** Column of the innermost open block collection. */
  readonly indent: number
  /** It stands between brackets or braces. */
  readonly inFlow: boolean
}

/** `name` is the text of the lexeme without its first character. */
export interface NamedToken {
  readonly kind: 'anchor' | 'alias' | 'tag' | 'directive'
  readonly start: number
  readonly name: string
}
