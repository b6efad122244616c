import { decodeUtf8, isBranch, isComment, isSequence, isTimestamp } from '@sopskit/core'
import type { Comment, TreeBranches, TreeItem, TreeValue } from '@sopskit/core'
import type { OracleNode } from './oracle.ts'

/** A tree of ours as the oracle spells it, in a form that can be compared as text. */
export function spellTree(branches: TreeBranches): string {
  return JSON.stringify(branches.map(spellNode))
}

/** A tree of the oracle in the same form. */
export function spellOracleTree(tree: readonly OracleNode[]): string {
  return JSON.stringify(tree, (_, node: OracleNode) => {
    if (typeof node === 'string') return withOneReplacement(node)
    if (node === null || typeof node !== 'object' || !('t' in node)) return node
    return node.t === 'float' ? spellFloat(Number(node.v.replace('Inf', 'Infinity'))) : node
  })
}

/** True when the oracle's tree holds a key that is not text, or an integer beyond 64 bits signed (P11, Z4). */
export function cannotBeEncrypted(node: OracleNode): boolean {
  if (!isList(node))
    return node !== null && typeof node === 'object' && 't' in node && node.t === 'uint64'
  const [kind, ...items] = node
  if (kind === '#') return false
  if (kind !== 'MAP') return items.some(cannotBeEncrypted)
  return items.some(
    (item) =>
      isList(item) && (typeof item[0] !== 'string' || item.slice(1).some(cannotBeEncrypted)),
  )
}

function spellNode(node: TreeValue | Comment): OracleNode {
  if (isComment(node)) return ['#', text(node.text), node.inline]
  if (isBranch(node)) return ['MAP', ...node.items.map(spellItem)]
  if (isSequence(node)) return ['LIST', ...node.items.map(spellNode)]
  if (typeof node === 'bigint') return { t: 'int', v: String(node) }
  if (typeof node === 'number') return spellFloat(node)
  if (typeof node === 'string' || node instanceof Uint8Array) return text(node)
  if (node === null || typeof node === 'boolean') return node
  return isTimestamp(node) ? { t: 'time', v: node.text } : null
}

function spellItem(item: TreeItem): OracleNode {
  return isComment(item) ? spellNode(item) : [withOneReplacement(item.key), spellNode(item.value)]
}

function spellFloat(value: number): OracleNode {
  return { t: 'float', v: Object.is(value, -0) ? '-0' : String(value) }
}

function text(value: string | Uint8Array): string {
  const decoded =
    typeof value === 'string'
      ? value
      : (decodeUtf8(value) ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(value))
  return withOneReplacement(decoded)
}

// JSON cannot hold invalid UTF-8, and how many replacement characters stand for it is nobody's contract.
function withOneReplacement(value: string): string {
  return value.replace(/\ufffd+/g, '\ufffd')
}

function isList(node: OracleNode): node is readonly OracleNode[] {
  return Array.isArray(node)
}
