import type { TreeBranches } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import type { EditorView } from './editor-view.ts'
import type { OnRejected } from './rejected-edit.ts'
import { isSameText, settlingRejections } from './rejections.ts'
import { type EditorRun, runEditor } from './run-editor.ts'
import { temporaryText } from './temporary-text.ts'

/** What a session takes. */
export interface SessionOptions extends EditorRun {
  /** The temporary file that is edited. */
  readonly file: string
  readonly onRejected: OnRejected
}

/** One file in the editor, as often as it takes. */
export interface EditingSession {
  /** Puts `content` into the editor, the first time only, and gives what is read from there afterwards. */
  edit(content: () => Uint8Array, view: Pick<EditorView, 'read'>): Promise<TreeBranches>
  /** Tries what becomes of an edit, and goes back to the editor where that fails. */
  until<Result>(attempt: () => Promise<Result>): Promise<Result>
}

/**
 * Starts a session. What was typed is dropped only when its user, or nobody, wants to go on with it.
 *
 * Both functions throw {@link SopsError} `FILE_NOT_CHANGED` for a text that is as it was, `EDITOR_FAILED`, `ABORTED`,
 * `FILE_UNREADABLE` when the editor removed the file, and the error of a rejected edit that is dropped.
 */
export function startSession(options: SessionOptions): EditingSession {
  const { file, surroundings, interruption } = options
  const temporary = temporaryText(file, surroundings.temporaryFiles)
  const settle = settlingRejections(options.onRejected, interruption.signal)
  let original: Uint8Array | undefined
  let text: Uint8Array | undefined
  // From when an edit is given out until the next begins, a failure is one of what was typed.
  let isGivenOut = false
  return {
    async edit(content, view) {
      isGivenOut = false
      if (original === undefined) {
        original = content()
        await temporary.write(original)
      }
      for (;;) {
        await runEditor(file, options)
        text = await temporary.read()
        if (isSameText(text, original)) throw fileNotChanged()
        try {
          const edited = view.read(text)
          isGivenOut = true
          return edited
        } catch (error) {
          await settle(error, text)
        }
      }
    },
    async until(attempt) {
      for (;;) {
        try {
          return await attempt()
        } catch (error) {
          if (!isGivenOut) throw error
          await settle(error, text)
        }
      }
    },
  }
}

/** The error for an edit that changed nothing (CLI-073). */
export function fileNotChanged(): SopsError {
  return new SopsError('FILE_NOT_CHANGED', 'The text was not changed, so nothing was written.')
}
