import { SopsError } from '../errors/sops-error.ts'
import { collectLeaves } from '../leaves/collect-leaves.ts'
import type { Leaf } from '../leaves/leaf.ts'
import { walkLeaves } from '../leaves/walk-leaves.ts'
import { detachMetadata } from '../metadata/detach-metadata.ts'
import type { MetadataLayout } from '../metadata/metadata.ts'
import { type CompiledRule, compileRule } from '../rules/compile-rule.ts'
import { planned, type PlannedLeaf } from '../rules/plan-leaves.ts'
import { encodeUtf8 } from '../text/utf8.ts'
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
  const { metadata, branches } = detachMetadata(reread, layout)
  const rule = await compileRule(metadata.rule, { invalidPattern: 'matches-nothing' })
  const after = collectLeaves(branches)
  const readBack = plannedLeaves(after, rule, isValue)
  const counts = metadata.macOnlyEncrypted ? isAtSamePlace : countsTheSame
  const comments: PlannedLeaf[] = []
  // Compared while walking: together the leaves of both trees take more memory than the file.
  let index = 0
  walkLeaves(detachMetadata(written.branches, layout).branches, (leaf) => {
    const before = planned(leaf, written.plan[index++] === true)
    if (isEncryptedComment(before)) comments.push(before)
    if (isValue(leaf) && !counts(before, readBack.next().value)) throw unreadable(leaf.path)
  })
  if (readBack.next().done !== true) throw unreadable([])
  if (comments.length === 0) return []
  const readComments = [...plannedLeaves(after, rule, isNoValue)]
  return comments.filter(movedIn(readComments)).map(({ path }) => movedComment(path))
}

function* plannedLeaves(
  leaves: readonly Leaf[],
  rule: CompiledRule,
  isWanted: (leaf: Leaf) => boolean,
): Generator<PlannedLeaf, undefined> {
  for (const leaf of leaves) {
    if (isWanted(leaf)) yield planned(leaf, rule.encrypts(leaf))
  }
}

// A comment that is not there at all was left out by a format without comments; one that is there but
// elsewhere, or judged to be plain (R9), is not decrypted.
function movedIn(comments: readonly PlannedLeaf[]): (leaf: PlannedLeaf) => boolean {
  const texts = new Set(comments.map(textOf))
  const places = new Set(comments.filter(isEncryptedComment).map(placeAndText))
  return (leaf) => texts.has(textOf(leaf)) && !places.has(placeAndText(leaf))
}

function isValue({ value }: Leaf): boolean {
  return !isComment(value)
}

function isNoValue({ value }: Leaf): boolean {
  return isComment(value)
}

function isEncryptedComment({ value, encrypted }: PlannedLeaf): boolean {
  return encrypted && isComment(value) && value.text.length > 0
}

function countsTheSame(left: PlannedLeaf, right: PlannedLeaf | undefined): boolean {
  if (right === undefined) return false
  if (left.encrypted !== right.encrypted && !isNothing(left)) return false
  return isSamePath(left.path, right.path) && isSamePlaintext(plaintextOf(left), plaintextOf(right))
}

// Under `mac_only_encrypted` clear text counts nowhere, and the spelling of a number may change (M5); but text
// has one spelling, and what becomes of it in a format that cannot hold it is a loss (J9, N4).
function isAtSamePlace(left: PlannedLeaf, right: PlannedLeaf | undefined): boolean {
  if (left.encrypted || isText(left)) return countsTheSame(left, right)
  return right?.encrypted === false && isSamePath(left.path, right.path)
}

function isText({ value }: PlannedLeaf): boolean {
  return typeof value === 'string' || value instanceof Uint8Array
}

// Never encrypted, and nothing to the MAC, whatever the rule says (V12, V13).
function isNothing({ value }: PlannedLeaf): boolean {
  return value === null || value === ''
}

function isSamePath(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((key, index) => key === right[index])
}

// Texts are compared as they are: they can be as long as a file.
function isSamePlaintext(left: Plaintext, right: Plaintext): boolean {
  if (left === right || left === null || right === null) return left === right
  if (typeof left === 'string' && typeof right === 'string') return false
  const [bytes, others] = [bytesOf(left), bytesOf(right)]
  return bytes.length === others.length && bytes.every((byte, index) => byte === others[index])
}

type Plaintext = string | Uint8Array | null

function plaintextOf({ value }: PlannedLeaf): Plaintext {
  if (value === null) return null
  return isComment(value) ? value.text : encodePlaintext(value)
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? encodeUtf8(text) : text
}

function placeAndText(leaf: PlannedLeaf): string {
  return `${JSON.stringify(leaf.path)}${textOf(leaf)}`
}

function textOf(leaf: PlannedLeaf): string {
  const text = plaintextOf(leaf)
  return typeof text === 'string' ? `"${text}` : String(text)
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
