import type { Metadata, Store, TreeBranches } from '@sopskit/core'
import { compileRule, detachMetadata, editTree, SopsError } from '@sopskit/core'
import { noticesOfDropped } from '../api/notices-of-dropped.ts'
import { readForChange } from '../api/operations/change-options.ts'
import { written } from '../api/operations/change-result.ts'
import { configOf } from '../config/config-options.ts'
import { indentOf } from '../config/indent-of.ts'
import type { FileFormat } from '../formats/file-format.ts'
import { loadStore } from '../formats/load-store.ts'
import type { EditFileResult } from './edit-file.ts'
import type { EditTask } from './edit-task.ts'
import { fileNotChanged } from './editing-session.ts'
import { type EditorView, plainView, viewWithKeys } from './editor-view.ts'
import { raisedVersion } from './raised-version.ts'
import { writeEdited } from './write-edited.ts'

/** A file that exists, and what it holds. */
export interface ExistingFile extends EditTask {
  readonly before: Uint8Array
}

/** Has an encrypted file edited. */
export async function editExisting(file: ExistingFile): Promise<EditFileResult> {
  const { path, session, signal } = file
  const { format, outputFormat = format } = file.options
  const indent = file.options.indent ?? indentOf(await configOf(file.options, true), outputFormat)
  const given = { ...file.options, indent, signal }
  const { encrypted, store, options } = await readForChange(file.before, given)
  const { metadata } = detachMetadata(encrypted, options.layout)
  // Encrypting refuses an invalid pattern, and would do so only after the editor.
  await compileRule(metadata.rule)
  const view = await viewOf(given, store, metadata)
  const edit = (plain: TreeBranches): Promise<TreeBranches> =>
    session.edit(() => {
      refuseDropping(outputFormat, plain)
      return view.show(plain)
    }, view)
  return session.until(async () => {
    const version = raisedVersion(metadata.version)
    const edited = await editTree(encrypted, { ...options, edit, version })
    if (!edited.changed) throw fileNotChanged()
    const { macVerified } = edited
    const result = await written(edited, store, { macVerified, writtenTo: path, created: false })
    await writeEdited(result.bytes, file)
    return result
  })
}

async function viewOf(
  options: EditTask['options'],
  store: Store,
  metadata: Metadata,
): Promise<EditorView> {
  const { format, outputFormat = format, showMasterKeys } = options
  if (showMasterKeys !== true) return plainView(await loadStore(outputFormat, options))
  if (outputFormat !== 'binary') return viewWithKeys(store, metadata)
  throw new SopsError(
    'CONFLICTING_OPTIONS',
    'A binary file is shown as it is, which leaves no room for its metadata. Leave --show-master-keys out.',
  )
}

// sops writes what is left of it over the file (J11).
function refuseDropping(format: FileFormat, plain: TreeBranches): void {
  if (noticesOfDropped(format, plain).length === 0) return
  throw new SopsError(
    'EMIT_FAILED',
    `As ${format} the file would lose what that format has no room for. Keep its format.`,
  )
}
