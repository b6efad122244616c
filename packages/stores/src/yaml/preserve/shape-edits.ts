import type { ListNode, MapNode } from '../load/nodes/node.ts'
import { insertLines, removeLines, replaceBlockValue } from './block-shape.ts'
import { insertInFlow, removeInFlow, replaceFlowValue } from './flow-shape.ts'
import type { Origins } from './load-origins.ts'
import { isFlow } from './node-end.ts'
import type { NewStyle } from './new-style.ts'
import type { ShapeChange } from './shape-change.ts'
import type { Span, TextEdit } from './text-edit.ts'

/** What changes of shape are made in. */
export interface ShapeSite {
  readonly origins: Origins
  readonly style: NewStyle
  /** The comments that stay, in their order. */
  readonly kept: readonly Span[]
}

/**
 * The changes of a text that make items and values come and go. They are a proposal: whether the text then
 * reads as it should is asked of the loader.
 *
 * @throws {@link SopsError} `EMIT_FAILED` where there is no proposal.
 */
export function shapeEdits(changes: readonly ShapeChange[], site: ShapeSite): readonly TextEdit[] {
  return changes.flatMap((change) => {
    const isInFlow = isFlowNode(change.parent, site)
    switch (change.kind) {
      case 'insert':
        return isInFlow ? insertInFlow(change, site) : insertLines(change, site)
      case 'remove':
        return isInFlow ? removeInFlow(change, site) : removeLines(change, site)
      case 'replace':
        return isInFlow ? replaceFlowValue(change, site) : replaceBlockValue(change, site)
    }
  })
}

function isFlowNode({ content }: MapNode | ListNode, { origins }: ShapeSite): boolean {
  return isFlow(content, origins.source)
}
