import type { EncryptedTree, Store, TreeBranches, Warning } from '@sopskit/core'
import { isSopsError, requireReadable, SopsError } from '@sopskit/core'

/** An encrypted file that can be decrypted again. */
export interface ReadableOutput {
  readonly bytes: Uint8Array
  /** About comments that are read back somewhere else. */
  readonly moved: readonly Warning[]
}

/**
 * Writes an encrypted tree in its format and reads it again: a file that nobody could decrypt must not
 * replace the one there is.
 *
 * @throws {@link SopsError} `EMIT_FAILED`, `LIMIT_EXCEEDED`.
 */
export async function emitReadable(
  written: Pick<EncryptedTree, 'branches' | 'plan'>,
  store: Store,
): Promise<ReadableOutput> {
  const bytes = store.emit(written.branches)
  const reread = loadAgain(store, bytes)
  return { bytes, moved: await requireReadable({ written, reread, layout: store.layout }) }
}

function loadAgain(store: Store, bytes: Uint8Array): TreeBranches {
  try {
    return store.load(bytes)
  } catch (error) {
    // What is too large to be read says so itself.
    if (!isSopsError(error) || error.code === 'LIMIT_EXCEEDED') throw error
    throw new SopsError(
      'EMIT_FAILED',
      `As ${store.name} this document could not be read again (${error.code}), so it was not written. Keep its format, or change what is named.`,
      error.path === undefined ? {} : { path: error.path },
    )
  }
}
