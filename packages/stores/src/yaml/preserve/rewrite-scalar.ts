import type { TreeScalar } from '@sopskit/core'
import type { Tag } from '../load/nodes/node.ts'
import { resolveScalar } from '../load/tree/resolve-scalar.ts'
import { newBlock, rewrittenBlock } from './block-edits.ts'
import { inlineSpellings } from './inline-spelling.ts'
import { inlineEdits } from './inline-edits.ts'
import { readsBack } from './reads-back.ts'
import { type ScalarSite, styleOf, tagSpan } from './scalar-site.ts'
import type { Rewriting, TextEdit } from './text-edit.ts'

// The others say what the text behind them means, and an encrypted text means nothing to them (P9).
const tagsOfText: readonly (Tag | undefined)[] = [undefined, 'str', 'merge', 'other']

/**
 * Writes another value in place of a scalar, in its style if that can hold it; `undefined` when nothing can.
 * Whether a spelling is right is asked of the loader.
 */
export function rewriteScalar(
  site: ScalarSite,
  value: TreeScalar,
): readonly TextEdit[] | undefined {
  const { inFlow, indent } = site.token
  const keepsTag = typeof value === 'string' && tagsOfText.includes(site.node.tag)
  const tag = keepsTag && site.node.tag !== undefined ? '!!str ' : ''
  for (const rewriting of rewritings(site, value)) {
    if (readsBack(`${tag}${rewriting.spelling}`, value, { inFlow, indent })) {
      return keepsTag ? rewriting.edits : [...withoutTag(site), ...rewriting.edits]
    }
  }
  return undefined
}

function* rewritings(site: ScalarSite, value: TreeScalar): Generator<Rewriting> {
  const style = styleOf(site)
  if (typeof value === 'string') {
    if (style === 'folded') yield* rewrittenBlock(site, value, '>')
    if (style === 'folded' || style === 'literal') yield* rewrittenBlock(site, value, '|')
    if (style === 'plain' && value.includes('\n')) yield* newBlock(site, value)
  }
  // What is no text comes back plain anyway.
  const wasText = typeof resolveScalar(site.node) === 'string'
  for (const spelling of inlineSpellings(value, style, wasText)) {
    yield { spelling, edits: inlineEdits(site, spelling) }
  }
}

function withoutTag(site: ScalarSite): readonly TextEdit[] {
  const span = site.node.tag === undefined ? undefined : tagSpan(site)
  return span === undefined ? [] : [{ ...span, text: '' }]
}
