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
import type { Warning } from './warning.ts'

/** An encrypted file as it was made, and as its format reads it back. */
export interface Reread {
  /** The tree that was emitted. */
  readonly written: TreeBranches
  /** What the store loads from the emitted bytes. */
  readonly reread: TreeBranches
  readonly layout: MetadataLayout
}

/**
 * Checks, without any key, that an encrypted file can be decrypted once it is written: every value stands
 * at the same place, counts the same in the MAC, and is judged the same by the rule. Some trees do not
 * survive their format (comments that move, an unencrypted `-0.0` that reads back as `0`); sops writes
 * them all the same, and nobody can decrypt the result.
 *
 * Gives a warning for each encrypted comment that is read back somewhere else, where it stays unreadable.
 *
 * @throws {@link SopsError} `EMIT_FAILED` when a value would be lost; nothing should be written then.
 *
 * @example
 * ```ts
 * import { requireReadable, type Store, type TreeBranches } from '@sopskit/core'
 * async function emitSafely(store: Store, written: TreeBranches): Promise<Uint8Array> {
 *   const bytes = store.emit(written)
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
  const [before, after] = [await planned(written, layout), await planned(reread, layout)]
  const [values, readValues] = [before.filter(isValue), after.filter(isValue)]
  const lost = values.find((leaf, index) => !countsTheSame(leaf, readValues[index]))
  if (lost !== undefined || values.length !== readValues.length) throw unreadable(lost?.path ?? [])
  return before.filter(movedIn(after)).map(({ path }) => movedComment(path))
}

// A comment that is not there at all was left out by a format without comments.
function movedIn(after: readonly PlannedLeaf[]): (leaf: PlannedLeaf) => boolean {
  const comments = after.filter(({ value }) => isComment(value))
  const [texts, places] = [new Set(comments.map(textOf)), new Set(comments.map(placeAndText))]
  return (leaf) =>
    isEncryptedComment(leaf) && texts.has(textOf(leaf)) && !places.has(placeAndText(leaf))
}

async function planned(
  branches: TreeBranches,
  layout: MetadataLayout,
): Promise<readonly PlannedLeaf[]> {
  const { metadata, branches: documents } = detachMetadata(branches, layout)
  return planLeaves(collectLeaves(documents), await compileRule(metadata.rule))
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
    'This document would not come back from its encrypted file: a value is read back differently or somewhere else. Move the comments around it to lines of their own, or quote it.',
    { path },
  )
}

function movedComment(path: readonly string[]): Warning {
  return {
    code: 'COMMENT_MOVED',
    path,
    message:
      'An encrypted comment is read back somewhere else and will stay unreadable; move it to a line of its own above a key.',
  }
}
