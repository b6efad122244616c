import { basename, join } from 'node:path'
import { isSopsError } from '@sopskit/core'
import type { EncryptOptions } from '../api/encrypt-documents.ts'
import { withFormat } from '../api/file-options.ts'
import type { Output, OutputFacts } from '../api/output.ts'
import type { ConfigOptions } from '../config/config-options.ts'
import type { FileSystem } from '../files/file-system.ts'
import { readInput } from '../files/read-input.ts'
import type { FileFormat } from '../formats/file-format.ts'
import type { IdentityOptions } from '../options/identity-options.ts'
import { type Surroundings, surroundingsWith } from '../processes/surroundings.ts'
import { withTemporaryFolder } from '../processes/temporary-folder.ts'
import { editExisting } from './edit-existing.ts'
import { editNew } from './edit-new.ts'
import { startSession } from './editing-session.ts'
import { findEditor } from './find-editor.ts'
import { interruptible } from './interruption.ts'
import type { OnRejected } from './rejected-edit.ts'
import { requireWritable } from './write-edited.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/**
 * What {@link editFile} takes: identities for a file that exists; recipients, rules and a configuration, as for
 * encrypting, for one that does not.
 */
export interface EditFileOptions
  extends Omit<EncryptOptions, 'format' | 'identities'>, IdentityOptions, ConfigOptions {
  /** The format of the file. Default: by the end of its name (F1). */
  readonly format?: FileFormat | undefined
  /**
   * Dangerous: edit a file whose MAC is missing or wrong; it then gets a new MAC over values that nobody
   * verified (M8). Default: false.
   */
  readonly ignoreMac?: boolean | undefined
  /** Show the metadata below the values; they are not to be changed. A new file has none. Default: false. */
  readonly showMasterKeys?: boolean | undefined
  /** Asked when the edited text cannot be encrypted. Default: the edit is dropped. */
  readonly onRejected?: OnRejected | undefined
  /** What to take from elsewhere than this process: tests do. */
  readonly surroundings?: Partial<Surroundings> | undefined
}

/** A file that was edited. */
export interface EditFileResult extends Output, OutputFacts {
  readonly writtenTo: string
  /** True for a file that did not exist. */
  readonly created: boolean
  /** False only under `ignoreMac`: then the new MAC vouches for values that nobody verified. */
  readonly macVerified: boolean
}

/**
 * Decrypts a file, opens it in the editor of this user, and encrypts it again under the same data key: what
 * was not changed keeps its ciphertext (CLI-075). A file that does not exist starts from an example. The result
 * is written in one step, and only when everything has succeeded and nobody else changed the file meanwhile.
 *
 * The plain text stands in a file that only this user can read, below `TMPDIR`. It is removed however the
 * editing ends; SIGINT, SIGTERM, SIGHUP and SIGQUIT end it and the editor. Only SIGKILL leaves it behind.
 *
 * @throws {@link SopsError} `FILE_NOT_CHANGED` when the text was not changed; `EDITOR_FAILED`; `FILE_CHANGED`
 * when somebody else changed the file, with the name of the file that holds the edit, encrypted;
 * `METADATA_CHANGED` under `showMasterKeys`; `FILE_UNREADABLE`, `FILE_UNWRITABLE`, `CONFLICTING_OPTIONS`,
 * `ABORTED`; and every code of `decrypt`, for a new file of `encryptFile`.
 * @example
 * ```ts
 * import { editFile, isSopsError } from 'sopskit'
 * async function edit(path: string): Promise<void> {
 *   try {
 *     await editFile(path, { identities: 'environment' })
 *   } catch (error) {
 *     if (!isSopsError(error, 'FILE_NOT_CHANGED')) throw error
 *   }
 * }
 * ```
 */
export async function editFile(path: string, options: EditFileOptions): Promise<EditFileResult> {
  requireKnownOptions(options)
  const surroundings = surroundingsWith(options.surroundings)
  const { fileSystem, temporaryFiles: files, temporaryRoot: root, events } = surroundings
  const before = await contentOf(path, fileSystem)
  await requireWritable(path, fileSystem)
  const editor = await findEditor(surroundings)
  return interruptible(surroundings, options.signal, (interruption) =>
    withTemporaryFolder({ root, files, events }, (folder) => {
      const { signal } = interruption
      const session = startSession({
        file: join(folder, basename(path)),
        editor,
        surroundings,
        interruption,
        onRejected: options.onRejected ?? (() => 'stop'),
      })
      const task = { path, fileSystem, signal, session, options: withFormat(path, options) }
      return before === undefined ? editNew(task) : editExisting({ ...task, before })
    }),
  )
}

async function contentOf(path: string, fileSystem: FileSystem): Promise<Uint8Array | undefined> {
  try {
    return await readInput(path, fileSystem)
  } catch (error) {
    if (isSopsError(error, 'FILE_NOT_FOUND')) return undefined
    throw error
  }
}
