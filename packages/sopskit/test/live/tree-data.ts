import {
  collectLeaves,
  decodeUtf8,
  isBranch,
  isComment,
  isSequence,
  isTimestamp,
} from '@sopskit/core'
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

/**
 * True when the texts of a tree stand in another at the same places. A value that is no text has to be
 * there, but is spelled by the rules of formats that hold text alone (N6).
 */
export function holdsTexts(expected: TreeBranches, found: TreeBranches): boolean {
  const [texts, others] = [expected, found].map(textsOf)
  if (texts === undefined || texts.length !== others?.length) return false
  return texts.every(({ path, text }, index) => {
    const other = others[index]
    return other?.path === path && (text === null || other.text === text)
  })
}

function textsOf(branches: TreeBranches): readonly { path: string; text: string | null }[] {
  const values = collectLeaves(branches).filter(({ value }) => !isComment(value))
  const sections = branches.flatMap(({ items }) => items.flatMap(emptySection))
  return [...values, ...sections].map(({ path, value }) => ({
    path: path.join('\0'),
    text: textOf(value),
  }))
}

// Every INI file is read with a section DEFAULT, which says nothing when it is empty (I1).
function emptySection(item: TreeItem): readonly { path: readonly string[]; value: null }[] {
  if (isComment(item) || !isBranch(item.value) || item.key === 'DEFAULT') return []
  return item.value.items.some((one) => !isComment(one)) ? [] : [{ path: [item.key], value: null }]
}

function textOf(value: unknown): string | null {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  return typeof value === 'string' ? value : null
}
