import type { EncryptedTree, Metadata, Store, TreeBranches, Warning } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import { type ChangedFile, emitChanged } from '../emit-changed.ts'
import { inputBytes } from '../input-bytes.ts'
import { output, type Output, type OutputFacts } from '../output.ts'

/** An encrypted file that was changed. */
export interface ChangeResult extends Output, OutputFacts {
  /** False only under `ignoreMac`: the new MAC then vouches for values that nobody verified. */
  readonly macVerified: boolean
}

/** An encrypted file that was perhaps changed. */
export interface Changed {
  /** False when there was nothing to change: the bytes are then those of the input. */
  readonly changed: boolean
}

/** Writes a changed tree, and puts what was warned of before behind it. */
export async function written<Facts extends object>(
  tree: EncryptedTree,
  file: ChangedFile,
  facts: Facts,
): Promise<Output & OutputFacts & Facts> {
  requireRoom(tree.branches, file.store)
  const { bytes, notices } = await emitChanged(tree, file)
  const { metadata, warnings } = tree
  return output(bytes, { ...facts, metadata, warnings: [...warnings, ...notices] })
}

/** The input as the result of an operation that had nothing to do. */
export function asItWas<Facts extends object>(
  input: string | Uint8Array,
  { metadata, warnings }: { readonly metadata: Metadata; readonly warnings: readonly Warning[] },
  facts: Facts,
): Output & OutputFacts & Facts {
  return output(inputBytes(input), { ...facts, metadata, warnings })
}

// sops writes the first document with a MAC over all of them, which nothing can decrypt later (X11).
function requireRoom(documents: TreeBranches, { name }: Store): void {
  if (documents.length <= 1 || name === 'yaml') return
  throw new SopsError(
    'EMIT_FAILED',
    `The file has ${documents.length} documents, and ${name} holds one. Keep the format.`,
  )
}
