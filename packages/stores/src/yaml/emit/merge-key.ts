import type { TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence } from '@sopskit/core'

/** The key YAML 1.1 gives a meaning of its own. */
export const mergeKey = '<<'

/**
 * True when sops can read `!!merge <<:` before this value in a first document: a map, or a list of nothing
 * but maps (Q10). Before anything else only the quoted key `"<<":` reads back.
 */
export function isMergeable(value: TreeValue): boolean {
  if (isSequence(value)) return value.items.every((item) => isComment(item) || isBranch(item))
  return isBranch(value)
}
