import type { Comment, TreeBranch, TreeValue } from '@sopskit/core'
import {
  branch,
  entry,
  isBranch,
  isComment,
  isSequence,
  isTimestamp,
  sequence,
} from '@sopskit/core'
import { entriesOf } from './entries.ts'

/** A resource as its JSON has it: keys sorted, comments gone, points in time as text (FLX-040). */
export function asJson(node: TreeBranch): TreeBranch {
  const sorted = entriesOf(node).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return branch(sorted.map(([key, value]) => entry(key, valueAsJson(value))))
}

function valueAsJson(value: TreeValue): TreeValue {
  if (isBranch(value)) return asJson(value)
  if (isSequence(value)) {
    return sequence(value.items.flatMap((item) => (isComment(item) ? [] : [valueAsJson(item)])))
  }
  return isTimestamp(value) ? value.text : value
}

/** Every scalar below a node, as text; an empty one and a comment are none. */
export function textsOf(node: TreeValue | Comment): readonly string[] {
  if (isComment(node) || node === null) return []
  if (isBranch(node)) return entriesOf(node).flatMap(([, value]) => textsOf(value))
  if (isSequence(node)) return node.items.flatMap(textsOf)
  if (isTimestamp(node)) return [node.text]
  if (node instanceof Uint8Array) return [Buffer.from(node).toString('latin1')]
  return node === '' ? [] : [String(node)]
}
