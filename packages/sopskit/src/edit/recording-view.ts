import type { TreeBranches } from '@sopskit/core'
import type { EditorView } from './editor-view.ts'

/** A text of the editor, and what it reads as. */
export interface EditedText {
  readonly text: Uint8Array
  readonly tree: TreeBranches
}

/** A view that remembers what was read last: the layout of that text is the one to keep. */
export interface RecordingView extends Pick<EditorView, 'read'> {
  last(): EditedText
}

/** Makes one of a view. */
export function recordingView({ read }: Pick<EditorView, 'read'>): RecordingView {
  let last: EditedText = { text: new Uint8Array(), tree: [] }
  return {
    read(text) {
      const tree = read(text)
      last = { text, tree }
      return tree
    },
    last: () => last,
  }
}
