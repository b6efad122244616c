import type { EncryptedTree, TreeBranches } from '@sopskit/core'
import { requireReadable } from '@sopskit/core'
import type { Notice } from './output.ts'

/** What is encrypted, as text and as tree, and how metadata are indented. */
export interface PlainSource {
  readonly bytes: Uint8Array
  readonly documents: TreeBranches
  readonly indent: number | undefined
}

/** An encrypted file in the layout of the plain one, and what will not come back as it was. */
export interface PreservingOutput {
  readonly bytes: Uint8Array
  readonly notices: readonly Notice[]
}

/**
 * Writes an encrypted tree into the text it comes from.
 *
 * @throws {@link SopsError} `EMIT_FAILED`, `INVALID_INDENT`.
 */
export async function emitPreserving(
  { branches, plan }: Pick<EncryptedTree, 'branches' | 'plan'>,
  source: PlainSource,
): Promise<PreservingOutput> {
  const { layoutLosses, preserveYamlLayout } = await import('@sopskit/stores/layout')
  const options = source.indent === undefined ? {} : { indent: source.indent }
  const { bytes, branches: reread } = preserveYamlLayout(source.bytes, branches, options)
  const written = { branches: reread, plan }
  const moved = await requireReadable({ written, reread, layout: 'nested' })
  const { bytes: plain, documents: tree } = source
  return {
    bytes,
    notices: [...moved, ...layoutLosses({ plain, encrypted: bytes, tree, ...options })],
  }
}

/** Writes a plain tree into the text of the encrypted file it comes from. */
export async function restoreLayout(
  encrypted: Uint8Array,
  documents: TreeBranches,
  indent: number | undefined,
): Promise<Uint8Array> {
  const { preserveYamlLayout } = await import('@sopskit/stores/layout')
  return preserveYamlLayout(encrypted, documents, indent === undefined ? {} : { indent }).bytes
}
