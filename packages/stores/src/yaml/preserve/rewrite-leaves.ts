import { isComment } from '@sopskit/core'
import type { ScalarNode } from '../load/nodes/node.ts'
import { CommentChanges } from './comment-changes.ts'
import type { Origins, ScalarOrigin } from './load-origins.ts'
import type { LeafPair } from './pair-leaves.ts'
import { refusal } from './refusal.ts'
import { rewriteScalar } from './rewrite-scalar.ts'
import { isSameScalar } from './same-value.ts'
import type { TextEdit } from './text-edit.ts'
import { uncommentedItem } from './uncommented-item.ts'

/**
 * The changes of a text that give every leaf its new value.
 *
 * @throws {@link SopsError} `EMIT_FAILED` where an alias stands between, or no spelling holds the value.
 */
export function rewriteLeaves(
  pairs: readonly LeafPair[],
  origins: Origins,
  step: number,
): readonly TextEdit[] {
  const comments = new CommentChanges(origins)
  const rewriter = new ScalarRewriter(origins, step)
  const edits = pairs.flatMap((pair) => {
    if (pair.kind === 'scalar') return rewriter.rewrite(pair)
    comments.add(pair)
    return []
  })
  rewriter.refuseChangedAnchors()
  return [...edits, ...comments.edits()]
}

class ScalarRewriter {
  private readonly origins: Origins
  private readonly step: number
  private readonly changed = new Set<ScalarNode>()
  private readonly copies: { readonly node: ScalarNode; readonly path: readonly string[] }[] = []

  constructor(origins: Origins, step: number) {
    this.origins = origins
    this.step = step
  }

  rewrite(pair: LeafPair): readonly TextEdit[] {
    const origin = this.originOf(pair)
    const { node, isCopy } = origin
    const { path, target } = pair
    if (isCopy) this.copies.push({ node, path })
    if (!isComment(target) && isSameScalar(origin.value, target)) return []
    if (isCopy) throw behindAlias(path)
    this.changed.add(node)
    const edits = this.editsOf(origin, pair)
    if (edits !== undefined) return edits
    throw refusal(
      'The layout preserve has no way to write this value where it stands. Use the layout sops.',
      path,
    )
  }

  /** A value that several places share cannot become one text here and stay another there. */
  refuseChangedAnchors(): void {
    const copy = this.copies.find(({ node }) => this.changed.has(node))
    if (copy !== undefined) throw behindAlias(copy.path)
  }

  private editsOf({ node }: ScalarOrigin, pair: LeafPair): readonly TextEdit[] | undefined {
    const { token } = node
    const { target, inList } = pair
    if (token === undefined) return undefined
    const site = { source: this.origins.source, node, token, inList, step: this.step }
    return isComment(target) ? uncommentedItem(site, target) : rewriteScalar(site, target)
  }

  private originOf({ index, path }: LeafPair): ScalarOrigin {
    const origin = this.origins.scalars[index]
    if (origin === undefined) throw refusal('This value has no place in the text.', path)
    return origin
  }
}

function behindAlias(path: readonly string[]): Error {
  return refusal(
    'An alias or merge key stands for this value, or for one that changes with it: the layout preserve cannot write them apart. Write the value out, keep it plain by the rule, or use the layout sops.',
    path,
  )
}
