import type { Comment } from '@sopskit/core'
import { commentText } from './comment-changes.ts'
import { endsLine, startOfLine } from './line-end.ts'
import type { ScalarSite } from './scalar-site.ts'
import type { TextEdit } from './text-edit.ts'

const dashBefore = /-[ \t]+$/

/**
 * Makes a comment line of the item of a list that sops made of a comment (V20); `undefined` where something
 * else stands on the line.
 */
export function uncommentedItem(
  { source, node, token }: ScalarSite,
  comment: Comment,
): readonly TextEdit[] | undefined {
  const { text } = source
  const dash = dashBefore.exec(text.slice(startOfLine(text, node.start), node.start))
  const standsAlone = !token.inFlow && endsLine(text, token.end)
  const written = commentText(comment)
  if (dash === null || !standsAlone || written === undefined) return undefined
  return [{ start: node.start - dash[0].length, end: token.end, text: written }]
}
