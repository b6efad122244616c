import { decodeUtf8, isBranch, isComment, isSequence, isTimestamp } from '@sopskit/core'
import type { TreeBranches, TreeItem, TreeValue } from '@sopskit/core'

/**
 * What must never be lost, however a tree is written: keys and values in order, without comments. A whole
 * float counts as an int, for that is what sops makes of it on the way (Q9).
 */
export function dataOf(branches: TreeBranches): string {
  return JSON.stringify(branches.map(valueData))
}

function valueData(value: TreeValue): unknown {
  if (isBranch(value)) return { map: value.items.flatMap(itemData) }
  if (isSequence(value))
    return value.items.flatMap((item) => (isComment(item) ? [] : [valueData(item)]))
  if (typeof value === 'bigint' || typeof value === 'number')
    return { number: String(Number(value) + 0) }
  if (value instanceof Uint8Array)
    return decodeUtf8(value) ?? { bytes: Buffer.from(value).toString('hex') }
  return isTimestamp(value) ? { time: value.text } : value
}

function itemData(item: TreeItem): readonly unknown[] {
  return isComment(item) ? [] : [[item.key, valueData(item.value)]]
}
