import { isDeepStrictEqual } from 'node:util'
import type { Metadata, Store, TreeBranches } from '@sopskit/core'
import { attachMetadata, detachMetadata, SopsError } from '@sopskit/core'

/** How a plain tree is put into the editor, and read from it. */
export interface EditorView {
  show(plain: TreeBranches): Uint8Array
  read(text: Uint8Array): TreeBranches
}

/** Writes what is shown: a plain tree, perhaps with metadata. */
export type Emit = (shown: TreeBranches) => Uint8Array

/** The plain file and nothing else. */
export function plainView(store: Store, emit: Emit = (shown) => store.emit(shown)): EditorView {
  return { show: emit, read: (text) => store.load(text) }
}

/**
 * The plain file with the metadata it has as an encrypted one. They are there to be looked at: sops takes changes to
 * them, and to everything else, and drops them (CLI-077).
 */
export function viewWithKeys(
  store: Store,
  metadata: Metadata,
  emit: Emit = (shown) => store.emit(shown),
): EditorView {
  let shown: Metadata | undefined
  return {
    show(plain) {
      const bytes = emit(attachMetadata(plain, metadata, store.layout))
      shown = detachMetadata(store.load(bytes), store.layout).metadata
      return bytes
    },
    read(text) {
      const edited = detachMetadata(store.load(text), store.layout)
      if (isDeepStrictEqual(edited.metadata, shown)) return edited.branches
      throw new SopsError(
        'METADATA_CHANGED',
        'The metadata are shown to be looked at, and were changed. Put them back; keys are changed by updatekeys and rotate.',
      )
    },
  }
}
