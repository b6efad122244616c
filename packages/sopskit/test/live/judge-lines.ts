import type { SopsErrorCode } from '@sopskit/core'
import { entriesOf, isSameData, lineData } from './line-data.ts'
import type { LineFormat } from './line-data.ts'
import type { OracleAnswer, OracleNode } from './oracle.ts'

/** What both made of a tree in a format of lines. */
export interface LineTrial {
  readonly answer: Extract<OracleAnswer, { readonly kind: 'tree' }>
  readonly emitted: { readonly value: Uint8Array } | { readonly code: SopsErrorCode }
  readonly reread: (written: Uint8Array) => Promise<OracleAnswer>
  readonly format: LineFormat
}

/**
 * Compares what is written as dotenv or INI. Where sops reads its own output as something else, ours must
 * be read as it should be, or be refused.
 *
 * @throws Error for a difference that was not decided on.
 */
export async function judgeLines(trial: LineTrial): Promise<string> {
  const { answer, emitted } = trial
  const isFaithful = answer.out !== null && (await survives(trial, answer.out))
  if ('code' in emitted) return explainRefusal(emitted.code, answer, isFaithful)
  if (answer.out !== null && Buffer.compare(emitted.value, answer.out) === 0) {
    if (isFaithful) return 'agreed'
    if (answer.tree.some(hasEscapedBreak)) return 'agreed: a backslash and n are read as a newline'
    throw new Error('written as sops does, which reads back as something else')
  }
  if (isFaithful) throw new Error('the bytes differ')
  if (!(await survives(trial, emitted.value)))
    throw new Error('what is written reads back as something else')
  if (answer.crashed) return 'written: sops crashes'
  if (answer.out === null) throw new Error('written, though sops refuses')
  return 'written: sops loses data'
}

function explainRefusal(
  code: SopsErrorCode,
  { out }: LineTrial['answer'],
  isFaithful: boolean,
): string {
  if (code !== 'EMIT_FAILED') throw new Error(`${code} on writing`)
  if (isFaithful) throw new Error('not written, though sops reads its own output well')
  return out === null ? 'not writable by both' : 'not written: sops reads it as something else'
}

/** True when some key was not UTF-8, or had the character that stands for that. */
export function hasOddKey(node: OracleNode): boolean {
  return entriesOf(node).some(([key, value]) => key.includes('\ufffd') || hasOddKey(value))
}

async function survives(
  { answer: { tree }, reread, format }: LineTrial,
  written: Uint8Array,
): Promise<boolean> {
  const again = await reread(written)
  return again.kind === 'tree' && isSameData(lineData(tree, format), lineData(again.tree, format))
}

function hasEscapedBreak(node: OracleNode): boolean {
  if (typeof node === 'string') return node.includes('\\n')
  return Array.isArray(node) && (node as readonly OracleNode[]).some(hasEscapedBreak)
}
