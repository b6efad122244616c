import type { EncryptedTree, TreeBranches } from '@sopskit/core'
import { requireReadable } from '@sopskit/core'
import type { PreserveOptions } from '@sopskit/stores/layout'
import { defined } from '../options/defined.ts'
import type { ReadableOutput } from './emit-readable.ts'
import type { Notice } from './output.ts'

/** A text that a tree is written into, and how its metadata are indented. */
export interface LayoutSource {
  readonly bytes: Uint8Array
  readonly indent: number | undefined
  /** It is an encrypted file, and what is readable in it may stay so. Default: false. */
  readonly isEncrypted?: boolean
}

/** An encrypted file in the layout of the plain one, and what will not come back as it was. */
export interface PreservingOutput {
  readonly bytes: Uint8Array
  readonly notices: readonly Notice[]
}

/**
 * Writes an encrypted tree into a text of the same shape, plain or encrypted, and makes sure that it can be
 * decrypted again.
 *
 * @throws {@link SopsError} `EMIT_FAILED`, `INVALID_INDENT`.
 */
export async function emitInto(
  { branches, plan }: Pick<EncryptedTree, 'branches' | 'plan'>,
  source: LayoutSource,
): Promise<ReadableOutput> {
  const { preserveYamlLayout } = await import('@sopskit/stores/layout')
  const { bytes, branches: reread } = preserveYamlLayout(source.bytes, branches, optionsOf(source))
  // An encrypted comment of a list is a comment there; otherwise both are known to be the same.
  const written = { branches: reread, plan }
  return { bytes, moved: await requireReadable({ written, reread, layout: 'nested' }) }
}

/** The same for the text of the plain file: says also what decryption will not give back as it is. */
export async function emitPreserving(
  written: Pick<EncryptedTree, 'branches' | 'plan'>,
  source: LayoutSource,
  tree: TreeBranches,
): Promise<PreservingOutput> {
  const { bytes, moved } = await emitInto(written, source)
  const { layoutLosses } = await import('@sopskit/stores/layout')
  const both = { plain: source.bytes, encrypted: bytes, tree }
  return { bytes, notices: [...moved, ...layoutLosses({ ...both, ...optionsOf(source) })] }
}

/** Writes a plain tree into the text of the encrypted file that it comes from. */
export async function restoreLayout(
  documents: TreeBranches,
  source: LayoutSource,
): Promise<Uint8Array> {
  const { preserveYamlLayout } = await import('@sopskit/stores/layout')
  return preserveYamlLayout(source.bytes, documents, optionsOf(source)).bytes
}

function optionsOf({ indent, isEncrypted = false }: LayoutSource): PreserveOptions {
  return { isEncrypted, ...defined({ indent }) }
}
