import { isSopsError } from '@sopskit/core'
import type { ChangedFile } from '../api/emit-changed.ts'
import type { Emit } from './editor-view.ts'

/**
 * Shows a tree in the text of its encrypted file. Where that is not possible, it is shown as sops does,
 * unless comments would be lost.
 *
 * @throws {@link SopsError} `EMIT_FAILED` when the editor starts.
 */
export async function showInLayout({ input, store, indent = 0 }: ChangedFile): Promise<Emit> {
  const { losesComments, preserveYamlLayout } = await import('@sopskit/stores/layout')
  return (shown) => {
    try {
      return preserveYamlLayout(input, shown, { indent, isEncrypted: true }).bytes
    } catch (error) {
      if (!isSopsError(error, 'EMIT_FAILED') || losesComments(input)) throw error
      return store.emit(shown)
    }
  }
}
