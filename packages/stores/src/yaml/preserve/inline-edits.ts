import { blockOf, hasBlockStyle } from './block-place.ts'
import type { ScalarSite } from './scalar-site.ts'
import type { TextEdit } from './text-edit.ts'

/**
 * Puts text of one line in place of a scalar. Of a block the header gives way and the lines go; a comment
 * behind the header and empty lines below stay.
 */
export function inlineEdits(site: ScalarSite, spelling: string): readonly TextEdit[] {
  const { token } = site
  if (!hasBlockStyle(site)) return [{ start: token.start, end: token.end, text: spelling }]
  const { headerEnd, lineBreakStart, linesStart, linesEnd } = blockOf(site)
  const header = { start: token.start, end: headerEnd, text: spelling }
  return linesEnd === linesStart
    ? [header]
    : [header, { start: lineBreakStart, end: linesEnd, text: '' }]
}
