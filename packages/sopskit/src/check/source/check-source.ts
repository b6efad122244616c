import type { FoundFile } from '../../files/find-files.ts'

/** Where `check` takes files from: a working tree, or the index of Git. All paths are absolute. */
export interface CheckSource {
  /** The repository, or the checked directory: nothing that is checked may lead out of it. */
  readonly root: string
  /** How far up configurations are looked for; `undefined` for the root of the file system. */
  readonly configRoot: string | undefined
  /** The files to check, each once. */
  readonly files: readonly FoundFile[]
  /** What is at a path. */
  kindOf(path: string): Promise<'file' | 'folder' | 'other' | undefined>
  /** Whether a file lies in the work tree that the index of Git has not; only where files come from the index. */
  readonly isUnstaged?: (path: string) => Promise<boolean>
  /**
   * Reads a file.
   *
   * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `LIMIT_EXCEEDED`.
   */
  read(path: string): Promise<Uint8Array>
}
