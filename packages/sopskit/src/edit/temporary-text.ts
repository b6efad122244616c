import { fileError } from '../files/file-error.ts'
import type { TemporaryFiles } from '../processes/temporary-files.ts'

/** The temporary file that is edited. */
export interface TemporaryText {
  write(content: Uint8Array): Promise<void>
  read(): Promise<Uint8Array>
}

/** The temporary file at a path; it throws {@link SopsError} `FILE_UNWRITABLE` and `FILE_UNREADABLE`. */
export function temporaryText(path: string, files: TemporaryFiles): TemporaryText {
  return {
    async write(content) {
      try {
        await files.makeFile(path, content)
      } catch (error) {
        throw fileError('FILE_UNWRITABLE', 'The temporary file cannot be written', error)
      }
    },
    async read() {
      try {
        return await files.readFile(path)
      } catch (error) {
        throw fileError('FILE_UNREADABLE', 'The file that was edited cannot be read', error)
      }
    },
  }
}
