import type { TreeBranches, TreeNode } from '@sopskit/core'
import { decodeUtf8, isBranch, isComment, isSequence, isTimestamp } from '@sopskit/core'
import type { OldFile } from '@sopskit/test-vectors'
import { loadStore } from '../../src/formats/load-store.ts'

/**
 * What a plain file says, without regard to its layout: two releases that spell a number, quote a text or
 * indent a list differently say the same. Comments count.
 */
export async function comparable(format: OldFile['format'], bytes: Uint8Array): Promise<unknown> {
  const store = await loadStore(format)
  const branches: TreeBranches = store.load(format === 'binary' ? bytes : quoteLarge(bytes))
  return branches.map(comparableNode)
}

// Stores read an integer beyond 64 bits as a float, or not at all; as text every digit counts.
function quoteLarge(bytes: Uint8Array): Uint8Array {
  const large = /(?<![\w.+"'-])-?\d{19,}(?![\w."'])/g
  return Buffer.from(Buffer.from(bytes).toString('latin1').replace(large, '"$&"'), 'latin1')
}

function comparableNode(node: TreeNode): unknown {
  if (node === null || typeof node === 'boolean') return node
  if (typeof node === 'number' || typeof node === 'bigint') return comparableNumber(node)
  if (typeof node === 'string') return `text ${node}`
  if (node instanceof Uint8Array) return `text ${decodeUtf8(node) ?? node.join()}`
  if (isTimestamp(node)) return `time ${node.text}`
  if (isComment(node)) return `comment ${comparableText(node.text)}`
  if (isSequence(node)) return node.items.map(comparableNode)
  if (!isBranch(node)) throw new TypeError('a node of another kind')
  return node.items.map((item) =>
    item.kind === 'entry' ? [item.key, comparableNode(item.value)] : comparableNode(item),
  )
}

function comparableText(text: string | Uint8Array): string {
  return typeof text === 'string' ? text : text.join()
}

// 1000, 1000.0 and 1e3 are one number.
function comparableNumber(number: number | bigint): string {
  const isWhole = typeof number === 'number' && Number.isInteger(number)
  return `number ${isWhole ? BigInt(number) : number}`
}
