import type { CommentLink, CommentScope, Leaf } from '../leaves/leaf.ts'
import { isComment } from '../tree/guards.ts'
import type { TextMatcher } from './compile-pattern.ts'

/** Whether a comment that is judged is governed by itself as well (R7). */
export interface ScopeOptions {
  readonly countsItself: boolean
}

/** Makes the test whether any of the comments that govern a leaf matches (R6). */
export function createScopeMatcher(
  matches: TextMatcher,
  { countsItself }: ScopeOptions,
): (leaf: Leaf) => boolean {
  const anyMatches = rememberLinks(matches)
  return ({ value, comments }) =>
    anyMatches(isComment(value) && !countsItself ? comments?.outer : comments)
}

// Leaves come in document order, so the answer for the outer comments is nearly always known already:
// a long run of comments costs no more than its length.
function rememberLinks(matches: TextMatcher): (scope: CommentScope) => boolean {
  const known = new WeakMap<CommentLink, boolean>()
  const search = (scope: CommentScope): boolean => {
    for (let link = scope; link !== undefined; link = link.outer) {
      const answer = known.get(link)
      if (answer !== undefined) return answer
      if (matches(link.text)) return true
    }
    return false
  }
  return (scope) => {
    const answer = search(scope)
    if (scope !== undefined) known.set(scope, answer)
    return answer
  }
}
