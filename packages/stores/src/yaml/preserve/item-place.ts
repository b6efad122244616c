import { isComment } from '@sopskit/core'
import type { Node, ScalarNode } from '../load/nodes/node.ts'
import { blockOf } from './block-place.ts'
import { behindBreak, endOfLine } from './line-end.ts'
import type { Origins } from './load-origins.ts'
import { commentMarks } from './metadata-place.ts'
import { endOfNode, isFlow, lastChildren } from './node-end.ts'
import type { SourceItem } from './shape-change.ts'

/** Behind the last character of an item, the comments inside of its value included. */
export function endOfItem({ key, value, mark }: SourceItem, origins: Origins): number {
  const { source } = origins
  const nodes = [key, value].map((node) => (node === undefined ? 0 : endOfNode(node, source)))
  const marks = isComment(mark) ? [Number(mark.text)] : commentMarks(mark)
  const comments = marks.map((index) => origins.comments[index]?.end ?? 0)
  return Math.max(...nodes, ...comments)
}

/** Where the line begins that follows the last one of an item. */
export function lineBehind(item: SourceItem, origins: Origins): number {
  const { text } = origins.source
  const below = item.value === undefined ? 0 : endOfKeptBreaks(item.value, origins)
  return Math.max(behindBreak(text, endOfLine(text, endOfItem(item, origins))), below)
}

/** The empty lines below a block that keeps them are part of its text. */
function endOfKeptBreaks(node: Node, { source }: Origins): number {
  const last = lastScalar(node, (content) => isFlow(content, source))
  const token = last?.token
  if (last === undefined || token === undefined || token.plain) return 0
  const isBlock = '|>'.includes(source.text.charAt(token.start))
  if (!isBlock) return 0
  const { indicators, gap } = blockOf({ source, node: last, token, inList: false, step: 0 })
  return indicators.includes('+') ? gap.end : 0
}

function lastScalar(node: Node, isInFlow: (content: number) => boolean): ScalarNode | undefined {
  if (node.kind === 'scalar') return node
  if (node.kind === 'alias' || isInFlow(node.content)) return undefined
  const last = lastChildren(node).at(-1)
  return last === undefined ? undefined : lastScalar(last, isInFlow)
}
