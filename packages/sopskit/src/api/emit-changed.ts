import type { EncryptedTree, Store, TreeBranches } from '@sopskit/core'
import { isSopsError } from '@sopskit/core'
import { emitInto } from './emit-preserving.ts'
import { emitReadable } from './emit-readable.ts'
import type { Notice } from './output.ts'

/** The encrypted file that is changed, and how it is to be written. */
export interface ChangedFile {
  /** Its text, and what that reads as. */
  readonly input: Uint8Array
  readonly encrypted: TreeBranches
  /** Writes the result. */
  readonly store: Store
  /** Whether the input is YAML, and stays it. */
  readonly isYaml: boolean
  readonly preserves: boolean
  readonly indent: number | undefined
}

/** A changed file, and what is to be said of its layout and comments. */
export interface ChangedOutput {
  readonly bytes: Uint8Array
  readonly notices: readonly Notice[]
}

type Written = Pick<EncryptedTree, 'branches' | 'plan'>

/**
 * Writes a changed tree: into the text of its file where the layout is to be kept, and otherwise as sops
 * does. Where a change cannot be made in that text, the layout of sops is taken with a warning, unless
 * comments would be lost by it, or become unreadable.
 *
 * @throws {@link SopsError} `EMIT_FAILED`, `INVALID_INDENT`, `LIMIT_EXCEEDED`.
 */
export async function emitChanged(written: Written, file: ChangedFile): Promise<ChangedOutput> {
  if (file.preserves) return emitKept(written, file)
  const { bytes, moved } = await emitReadable(written, file.store)
  return { bytes, notices: isWrittenAnew(file) ? [...moved, changed] : moved }
}

async function emitKept(written: Written, file: ChangedFile): Promise<ChangedOutput> {
  const { input, indent } = file
  try {
    const source = { bytes: input, indent, isEncrypted: true }
    const { bytes, moved } = await emitInto(written, source)
    return { bytes, notices: moved }
  } catch (error) {
    if (!isSopsError(error, 'EMIT_FAILED')) throw error
    const { losesComments } = await import('@sopskit/stores/layout')
    if (losesComments(input)) throw error
    const { bytes, moved } = await emitReadable(written, file.store)
    if (moved.length > 0) throw error
    return { bytes, notices: [notKept] }
  }
}

/** True for a file that the store would write in other bytes although nothing in it changed. */
function isWrittenAnew({ input, encrypted, store, isYaml }: ChangedFile): boolean {
  if (!isYaml) return false
  try {
    const usual = store.emit(encrypted)
    return usual.length !== input.length || !usual.every((byte, index) => byte === input[index])
  } catch (error) {
    if (isSopsError(error)) return false
    throw error
  }
}

const changed: Notice = {
  code: 'LAYOUT_CHANGED',
  path: [],
  message:
    'The file gets the layout of sops: quotes, indentation and empty lines change. The layout preserve (--layout preserve) keeps them.',
}

const notKept: Notice = {
  code: 'LAYOUT_NOT_KEPT',
  path: [],
  message:
    'This change cannot be made in the layout of the file, which gets the layout of sops; what aliases stand for is written out.',
}
