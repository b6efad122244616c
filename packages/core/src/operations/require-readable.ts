import { SopsError } from '../errors/sops-error.ts'
import { collectLeaves } from '../leaves/collect-leaves.ts'
import { detachMetadata } from '../metadata/detach-metadata.ts'
import type { MetadataLayout } from '../metadata/metadata.ts'
import { compileRule } from '../rules/compile-rule.ts'
import { planLeaves, type PlannedLeaf } from '../rules/plan-leaves.ts'
import { decodeUtf8 } from '../text/utf8.ts'
import { isComment } from '../tree/guards.ts'
import type { TreeBranches } from '../tree/tree.ts'
import { encodePlaintext } from '../value/plaintext.ts'
import type { EncryptedTree } from './seal-document.ts'
import type { Warning } from './warning.ts'

/** An encrypted file as it was made, and as its format reads it back. */
export interface Reread {
  /** What was emitted. */
  readonly written: Pick<EncryptedTree, 'branches' | 'plan'>
  /** What the store loads from the emitted bytes. */
  readonly reread: TreeBranches
  readonly layout: MetadataLayout
}

/**
 * Checks, without any key, that an encrypted file can be decrypted once it is written: every value stands
 * at the same place, counts the same in the MAC, and is judged by the rule as it was. Some trees do not
 * survive their format (comments that move, an unencrypted `-0.0` that reads back as `0`), and some
 * comments their encryption (one of a list becomes an item, which ends the reach of the one before, R6);
 * sops writes such files all the same, and nobody can decrypt them.
 *
 * Gives a warning for each encrypted comment that is read back somewhere else, or as a plain one: it stays
 * unreadable.
 *
 * @throws {@link SopsError} `EMIT_FAILED` when a value would be lost; nothing should be written then.
 *
 * @example
 * ```ts
 * import { type EncryptedTree, requireReadable, type Store } from '@sopskit/core'
 * async function emitSafely(store: Store, written: EncryptedTree): Promise<Uint8Array> {
 *   const bytes = store.emit(written.branches)
 *   await requireReadable({ written, reread: store.load(bytes), layout: store.layout })
 *   return bytes
 * }
 * ```
 */
export async function requireReadable({
  written,
  reread,
  layout,
}: Reread): Promise<readonly Warning[]> {
  const before = leavesAsPlanned(written, layout)
  const { metadata, branches } = detachMetadata(reread, layout)
  const after = planLeaves(collectLeaves(branches), await compileRule(metadata.rule))
  const [values, readValues] = [before.filter(isValue), after.filter(isValue)]
  const counts = metadata.macOnlyEncrypted ? isAtSamePlace : countsTheSame
  const lost = values.find((leaf, index) => !counts(leaf, readValues[index]))
  if (lost !== undefined || values.length !== readValues.length) throw unreadable(lost?.path ?? [])
  return before.filter(movedIn(after)).map(({ path }) => movedComment(path))
}

function leavesAsPlanned(
  { branches, plan }: Reread['written'],
  layout: MetadataLayout,
): readonly PlannedLeaf[] {
  const leaves = collectLeaves(detachMetadata(branches, layout).branches)
  return leaves.map((leaf, index) => ({ ...leaf, encrypted: plan[index] === true }))
}

// A comment that is not there at all was left out by a format without comments; one that is there but
// elsewhere, or judged to be plain (R9), is not decrypted.
function movedIn(after: readonly PlannedLeaf[]): (leaf: PlannedLeaf) => boolean {
  const comments = after.filter(({ value }) => isComment(value))
  const texts = new Set(comments.map(textOf))
  const places = new Set(comments.filter(isEncryptedComment).map(placeAndText))
  return (leaf) =>
    isEncryptedComment(leaf) && texts.has(textOf(leaf)) && !places.has(placeAndText(leaf))
}

function isValue({ value }: PlannedLeaf): boolean {
  return !isComment(value)
}

function isEncryptedComment({ value, encrypted }: PlannedLeaf): boolean {
  return encrypted && isComment(value) && value.text.length > 0
}

function countsTheSame(left: PlannedLeaf, right: PlannedLeaf | undefined): boolean {
  if (right === undefined || left.encrypted !== right.encrypted) return false
  return placeAndText(left) === placeAndText(right)
}

// Under `mac_only_encrypted` clear text counts nowhere, and its spelling may change (M5).
function isAtSamePlace(left: PlannedLeaf, right: PlannedLeaf | undefined): boolean {
  if (left.encrypted) return countsTheSame(left, right)
  return right?.encrypted === false && JSON.stringify(left.path) === JSON.stringify(right.path)
}

function placeAndText(leaf: PlannedLeaf): string {
  return `${JSON.stringify(leaf.path)}${textOf(leaf)}`
}

function textOf({ value }: PlannedLeaf): string {
  if (value === null) return 'null'
  const text = isComment(value) ? value.text : encodePlaintext(value)
  return JSON.stringify(typeof text === 'string' ? text : (decodeUtf8(text) ?? [...text]))
}

function unreadable(path: readonly string[]): SopsError {
  return new SopsError(
    'EMIT_FAILED',
    'This document would not come back from its encrypted file: a value is read back differently or somewhere else. Quote the value, or move the comments around it to lines of their own.',
    { path },
  )
}

function movedComment(path: readonly string[]): Warning {
  return {
    code: 'COMMENT_MOVED',
    path,
    message:
      'An encrypted comment is read back somewhere else, or as a plain one, and will stay unreadable; move it to a line of its own above a key.',
  }
}
