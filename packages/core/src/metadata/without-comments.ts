import { isComment } from '../tree/guards.ts'
import type { TreeBranch, TreeEntry, TreeSequence, TreeValue } from '../tree/tree.ts'

/** The entries of a map; comments in metadata are dropped (D15). */
export function entriesOf(map: TreeBranch): readonly TreeEntry[] {
  return map.items.filter((item) => item.kind === 'entry')
}

/** The values of a list; comments in metadata are dropped (D15) and have no index (D19). */
export function valuesOf(list: TreeSequence): readonly TreeValue[] {
  return list.items.flatMap((item) => (isComment(item) ? [] : [item]))
}
