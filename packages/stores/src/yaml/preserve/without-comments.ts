import type { TreeBranch, TreeSequence, TreeValue } from '@sopskit/core'
import { branch, entry, isBranch, isComment, isSequence, sequence } from '@sopskit/core'

/** A map without the comments in it, at any depth. */
export function withoutComments({ items }: TreeBranch): TreeBranch {
  return branch(
    items.flatMap((item) => (isComment(item) ? [] : [entry(item.key, valueWithout(item.value))])),
  )
}

function valueWithout(value: TreeValue): TreeValue {
  if (isBranch(value)) return withoutComments(value)
  return isSequence(value) ? listWithout(value) : value
}

function listWithout({ items }: TreeSequence): TreeSequence {
  return sequence(items.flatMap((item) => (isComment(item) ? [] : [valueWithout(item)])))
}
