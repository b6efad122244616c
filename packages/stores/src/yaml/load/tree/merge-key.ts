import type { MapPair, Node } from '../nodes/node.ts'
import { contentOf } from '../nodes/node.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'
import { isMergeKey } from './resolve-scalar.ts'

/** Refuses a merge of anything but maps, which sops does not open (P6, Q10). */
export function refuseBadMerge({ key, value }: MapPair): void {
  if (key.kind !== 'scalar' || !isMergeKey(key)) return
  const isFine = value.kind === 'list' ? value.items.every(isMap) : isMap(value)
  if (!isFine) throw new SyntaxFault(value.start, 'Only maps can be merged.')
}

function isMap(node: Node): boolean {
  return contentOf(node).kind === 'map'
}
