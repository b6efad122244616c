import { type FileStatus, fileStatus as statusOfTree } from '@sopskit/core'
import { nodeFileSystem } from '../../files/file-system.ts'
import { readInput } from '../../files/read-input.ts'
import { type FileFormat, formatOfPath } from '../../formats/file-format.ts'
import { loadStore } from '../../formats/load-store.ts'
import { inputBytes } from '../input-bytes.ts'

/** What {@link fileStatus} takes. */
export interface FileStatusOptions {
  /** The format of the file; a binary one is JSON when it is encrypted (B1). */
  readonly format: FileFormat
}

/**
 * Tells whether the content of a file is encrypted: whether it has metadata that can be read, with a
 * version and a MAC (CLI-120). No identity is needed, and nothing is said of single values.
 *
 * @throws {@link SopsError} for what cannot be read: the codes of parsing of `decrypt`, `METADATA_INVALID`,
 * `NO_MASTER_KEYS`, `CONFLICTING_RULES`.
 * @example
 * ```ts
 * import { fileStatus } from 'sopskit'
 * const { encrypted } = await fileStatus('password: hunter2\n', { format: 'yaml' }) // false
 * ```
 */
export async function fileStatus(
  input: string | Uint8Array,
  { format }: FileStatusOptions,
): Promise<FileStatus> {
  const store = await loadStore(format, { form: 'encrypted' })
  const bytes = inputBytes(input)
  // Only YAML says so of an empty file; in every format that has one it is plain.
  if (bytes.length === 0 && format === 'yaml') return { encrypted: false }
  return statusOfTree(store.load(bytes), store.layout)
}

/**
 * Tells whether a file is encrypted; without a format by the end of its name.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, and every code of `fileStatus`.
 * @example
 * ```ts
 * import { statusOfFile } from 'sopskit'
 * async function requireEncrypted(path: string): Promise<void> {
 *   if (!(await statusOfFile(path)).encrypted) throw new Error(`${path} is in clear text`)
 * }
 * ```
 */
export async function statusOfFile(
  path: string,
  { format = formatOfPath(path) }: Partial<FileStatusOptions> = {},
): Promise<FileStatus> {
  return fileStatus(await readInput(path, nodeFileSystem), { format })
}
