import { isBranch, isComment, isSequence } from '@sopskit/core'
import type { Comment, TreeBranches, TreeSequence, TreeValue } from '@sopskit/core'

/**
 * The defects of sops that can show where a tree, or a file encrypted from it, is written as YAML: text
 * that is lost (Q2) or cannot be read again (Q4), a key that cannot (Q10), and an empty comment that
 * becomes an item of its list (V20).
 */
export type DefectShape = 'Q2' | 'Q4' | 'Q10' | 'V20'

/** Which of the defects a tree has the shape for. */
export function defectShapes(branches: TreeBranches): readonly DefectShape[] {
  const found = branches.flatMap((branch) => shapesOf(branch, false))
  return [...new Set(found)].toSorted()
}

function shapesOf(node: TreeValue | Comment, inList: boolean): readonly DefectShape[] {
  if (typeof node === 'string') return shapesOfText(node, inList)
  if (isSequence(node)) return shapesOfList(node)
  if (isComment(node) || !isBranch(node)) return []
  return node.items.flatMap((item) => {
    if (isComment(item)) return []
    const merge = item.key === '<<' && !isMergeable(item.value) ? (['Q10'] as const) : []
    return [...merge, ...shapesOfText(item.key, true), ...shapesOf(item.value, inList)]
  })
}

function shapesOfList({ items }: TreeSequence): readonly DefectShape[] {
  const emptyComment = items.some((item) => isComment(item) && item.text.length === 0)
  return [
    ...(emptyComment ? (['V20'] as const) : []),
    ...items.flatMap((item) => shapesOf(item, true)),
  ]
}

function shapesOfText(text: string, inList: boolean): readonly DefectShape[] {
  if (!text.includes('\n')) return []
  if (text.startsWith('\t')) return ['Q2']
  return inList && /^[ \n\r\u0085\u2028\u2029]/.test(text) ? ['Q4'] : []
}

function isMergeable(value: TreeValue): boolean {
  if (isSequence(value)) return value.items.every((item) => isComment(item) || isBranch(item))
  return isBranch(value)
}

/** A name for a difference that keeps data where sops loses it. */
export function nameDefect(shapes: readonly DefectShape[]): string {
  return shapes.length === 0
    ? 'defect: what sops writes does not read back'
    : `defect ${shapes.join(' ')}`
}
