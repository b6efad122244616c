import type { EncryptedTree, Metadata, TreeBranches } from '@sopskit/core'
import { compileRule, detachMetadata, editTree, SopsError } from '@sopskit/core'
import { emitInto, emitPreserving } from '../api/emit-preserving.ts'
import { noticesOfDropped } from '../api/notices-of-dropped.ts'
import { type Changing, readForChange } from '../api/operations/change-options.ts'
import { written } from '../api/operations/change-result.ts'
import { output, type Output, type OutputFacts } from '../api/output.ts'
import { configOf } from '../config/config-options.ts'
import { indentOf } from '../config/indent-of.ts'
import type { FileFormat } from '../formats/file-format.ts'
import { loadStore } from '../formats/load-store.ts'
import type { EditFileResult } from './edit-file.ts'
import type { EditTask } from './edit-task.ts'
import { fileNotChanged } from './editing-session.ts'
import { type EditorView, plainView, viewWithKeys } from './editor-view.ts'
import { raisedVersion } from './raised-version.ts'
import { type EditedText, recordingView } from './recording-view.ts'
import { showInLayout } from './show-in-layout.ts'
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
  const changing = await readForChange(file.before, given)
  const { encrypted, options } = changing
  const { metadata } = detachMetadata(encrypted, options.layout)
  // Encrypting refuses an invalid pattern, and would do so only after the editor.
  await compileRule(metadata.rule)
  const view = await viewOf(given, changing, metadata)
  const typed = recordingView(view)
  const edit = (plain: TreeBranches): Promise<TreeBranches> =>
    session.edit(() => {
      refuseDropping(outputFormat, plain)
      return view.show(plain)
    }, typed)
  return session.until(async () => {
    const version = raisedVersion(metadata.version)
    const edited = await editTree(encrypted, { ...options, edit, version })
    if (!edited.changed) throw fileNotChanged()
    const { macVerified } = edited
    const facts = { macVerified, writtenTo: path, created: false }
    const result = changing.preserves
      ? await writtenAsTyped(edited, { ...typed.last(), ...given }, facts)
      : await written(edited, changing, facts)
    await writeEdited(result.bytes, file)
    return result
  })
}

async function viewOf(
  options: EditTask['options'],
  changing: Changing,
  metadata: Metadata,
): Promise<EditorView> {
  const { format, outputFormat = format, showMasterKeys } = options
  const emit = changing.preserves ? await showInLayout(changing) : undefined
  if (showMasterKeys !== true) return plainView(await loadStore(outputFormat, options), emit)
  if (outputFormat !== 'binary') return viewWithKeys(changing.store, metadata, emit)
  throw new SopsError(
    'CONFLICTING_OPTIONS',
    'A binary file is shown as it is, which leaves no room for its metadata. Leave --show-master-keys out.',
  )
}

type Typed = EditedText & Pick<EditTask['options'], 'indent' | 'showMasterKeys'>

/** In the layout of what was typed. Metadata that were shown would be missed in a comparison with it. */
async function writtenAsTyped<Facts extends object>(
  edited: EncryptedTree,
  { text, tree, indent, showMasterKeys }: Typed,
  facts: Facts,
): Promise<Output & OutputFacts & Facts> {
  const source = { bytes: text, indent }
  const { metadata, warnings } = edited
  if (showMasterKeys === true) {
    const { bytes, moved } = await emitInto(edited, source)
    return output(bytes, { ...facts, metadata, warnings: [...warnings, ...moved] })
  }
  const { bytes, notices } = await emitPreserving(edited, source, tree)
  return output(bytes, { ...facts, metadata, warnings: [...warnings, ...notices] })
}

// sops writes what is left of it over the file (J11).
function refuseDropping(format: FileFormat, plain: TreeBranches): void {
  if (noticesOfDropped(format, plain).length === 0) return
  throw new SopsError(
    'EMIT_FAILED',
    `As ${format} the file would lose what that format has no room for. Keep its format.`,
  )
}
