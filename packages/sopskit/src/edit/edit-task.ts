import type { FileSystem } from '../files/file-system.ts'
import type { FileFormat } from '../formats/file-format.ts'
import type { EditFileOptions } from './edit-file.ts'
import type { EditingSession } from './editing-session.ts'

/** One file that is to be edited. */
export interface EditTask {
  readonly path: string
  readonly options: EditFileOptions & { readonly format: FileFormat }
  readonly session: EditingSession
  readonly fileSystem: FileSystem
  readonly signal: AbortSignal
}
