import type { Comment } from '@sopskit/core'
import { isComment } from '@sopskit/core'
import { isLegalComment } from '../emit/collected-comments.ts'
import type { Origins } from './load-origins.ts'
import type { LeafPair } from './pair-leaves.ts'
import { refusal } from './refusal.ts'
import type { TextEdit } from './text-edit.ts'

/** Comments get other texts where they stand. One can be at several places of the tree, through aliases. */
export class CommentChanges {
  private readonly origins: Origins
  private readonly texts = new Map<number, string>()

  constructor(origins: Origins) {
    this.origins = origins
  }

  /** @throws {@link SopsError} `EMIT_FAILED`. */
  add({ index, target, path }: LeafPair): void {
    const text = isComment(target) ? commentText(target) : undefined
    if (text === undefined) {
      throw refusal(
        'A comment holds what no comment in YAML can: breaks, controls, or bytes that are not UTF-8.',
        path,
      )
    }
    const other = this.texts.get(index)
    if (other !== undefined && other !== text) {
      throw refusal(
        'A comment belongs to an anchor and to its aliases, and cannot be encrypted for each. Move it, or use the layout sops.',
        path,
      )
    }
    this.texts.set(index, text)
  }

  edits(): readonly TextEdit[] {
    const { source, comments } = this.origins
    return [...this.texts].flatMap(([index, text]) => {
      const span = comments[index]
      if (span === undefined || source.text.slice(span.start, span.end) === text) return []
      return [{ ...span, text }]
    })
  }
}

/** A comment with its `#`; `undefined` when it does not fit on a line of YAML. */
export function commentText({ text }: Comment): string | undefined {
  return isLegalComment(text) && !/[\n\r\u0085\u2028\u2029]/.test(text) ? `#${text}` : undefined
}
