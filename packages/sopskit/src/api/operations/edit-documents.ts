import type { TreeBranches } from '@sopskit/core'
import { editTree } from '@sopskit/core'
import { type ChangeOptions, readForChange } from './change-options.ts'
import { asItWas, type Changed, type ChangeResult, written } from './change-result.ts'

/** What an edit takes beside the file. */
export interface EditDocumentsOptions extends ChangeOptions {
  readonly idempotent?: boolean | undefined
  /** Gives the new plain documents. */
  readonly edit: (plain: TreeBranches) => TreeBranches
}

/** An encrypted file that was edited. */
export interface EditResult extends ChangeResult, Changed {}

/** Decrypts a file, has its documents changed, and encrypts it again under the same data key. */
export async function editDocuments(
  input: string | Uint8Array,
  given: EditDocumentsOptions,
): Promise<EditResult> {
  const changing = await readForChange(input, given)
  const { encrypted, options } = changing
  const { edit, idempotent = false } = given
  const edited = await editTree(encrypted, { ...options, edit, idempotent })
  const { macVerified } = edited
  if (!edited.changed) return asItWas(input, edited, { macVerified, changed: false })
  return written(edited, changing, { macVerified, changed: true })
}
