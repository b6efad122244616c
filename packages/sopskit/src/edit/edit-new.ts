import type { TreeBranches } from '@sopskit/core'
import { branch, entry } from '@sopskit/core'
import { encryptDocuments } from '../api/encrypt-documents.ts'
import { withConfig } from '../config/config-options.ts'
import type { FileFormat } from '../formats/file-format.ts'
import { loadStore } from '../formats/load-store.ts'
import type { EditFileResult } from './edit-file.ts'
import type { EditTask } from './edit-task.ts'
import { exampleDocument } from './example-document.ts'
import { recordingView } from './recording-view.ts'
import { writeEdited } from './write-edited.ts'

/** Makes a file out of what becomes of the example of its format. */
export async function editNew(task: EditTask): Promise<EditFileResult> {
  const { path, session, signal } = task
  // Identities that decrypt other files have no part in a new one.
  const { identities, ...given } = task.options
  const wrapping = identities === 'environment' ? { ...given, identities } : given
  const options = { ...(await withConfig(path, wrapping)), signal }
  const format = options.outputFormat ?? options.format
  // Keys that do not work are found out before somebody spends time in the editor (CLI-076).
  await encryptDocuments(() => trialDocument(format), { ...options, layout: undefined })
  const store = await loadStore(format)
  const typed = recordingView({ read: (text) => store.load(text) })
  const edit = (): Promise<TreeBranches> => session.edit(() => exampleDocument(format), typed)
  return session.until(async () => {
    const encrypted = await encryptDocuments(edit, options, () => typed.last().text)
    await writeEdited(encrypted.bytes, { ...task, before: undefined })
    return { ...encrypted, writtenTo: path, created: true, macVerified: true }
  })
}

function trialDocument(format: FileFormat): TreeBranches {
  const document = branch([entry('trial', 'none')])
  return [format === 'ini' ? branch([entry('section', document)]) : document]
}
