import type { ScalarNode } from '../load/nodes/node.ts'
import type { SourceText } from '../load/source/source-text.ts'
import type { ScalarToken } from '../load/tokens/token.ts'
import type { Span } from './text-edit.ts'

/** A scalar in the text of its file. */
export interface ScalarSite {
  readonly source: SourceText
  readonly node: ScalarNode
  readonly token: ScalarToken
  readonly inList: boolean
  /** Spaces per level for blocks that are new. */
  readonly step: number
}

/** How a scalar is spelled. */
export type SourceStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

const styles: ReadonlyMap<string, SourceStyle> = new Map<string, SourceStyle>([
  ["'", 'single'],
  ['"', 'double'],
  ['|', 'literal'],
  ['>', 'folded'],
])

/**
 * What the last character of an encrypted text is written as where plain text stood in a flow collection:
 * it needs quotes there, and decryption has to know that it had none. For every reader it is a `]`.
 */
export const formerlyPlain = '\\x5D'

/** The style of a scalar before it was encrypted, or as it is. */
export function styleOf({ source, token }: ScalarSite): SourceStyle {
  const style = token.plain ? undefined : styles.get(source.text.charAt(token.start))
  const isMarked = style === 'double' && source.text.endsWith(`${formerlyPlain}"`, token.end)
  return style === undefined || isMarked ? 'plain' : style
}

/** The tag in front of a scalar and the blanks behind it; `undefined` when there is none. */
export function tagSpan({ source, node, token }: ScalarSite): Span | undefined {
  const property = /[ \t\r\n]+|#[^\n]*|&[^ \t\r\n]+|(![^ \t\r\n]*[ \t]*)/y
  property.lastIndex = node.start
  while (property.lastIndex < token.start) {
    const start = property.lastIndex
    const match = property.exec(source.text)
    if (match === null) return undefined
    if (match[1] !== undefined) return { start, end: property.lastIndex }
  }
  return undefined
}
