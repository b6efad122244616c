import { SopsError } from '@sopskit/core'
import type { FileStatus, FileSystem } from '../files/file-system.ts'
import type { OutputFacts } from './output.ts'

/** From where to where a result goes; the input is `undefined` when it came from standard input. */
export interface Route {
  readonly input: string | undefined
  readonly destination: string | undefined
  readonly fileSystem: FileSystem
}

const losses: readonly string[] = ['DOCUMENTS_DROPPED', 'KEYS_DROPPED', 'BYTES_REPLACED']

/**
 * Keeps a file from being replaced by less than it holds: by the first of its documents, which sops does
 * (J11), or by the value of one key (B2), under whatever name it is written to. Where the input has no name, no file is replaced at all.
 *
 * @throws {@link SopsError} `EMIT_FAILED`.
 */
export async function refuseLoss(
  { warnings }: Pick<OutputFacts, 'warnings'>,
  { input, destination, fileSystem }: Route,
): Promise<void> {
  if (destination === undefined) return
  if (!warnings.some(({ code }) => losses.includes(code))) return
  const target = await statusOf(destination, fileSystem)
  if (target === undefined || !target.isFile()) return
  const source = input === undefined ? undefined : await statusOf(input, fileSystem)
  if (source !== undefined && !isSameFile(source, target)) return
  throw new SopsError(
    'EMIT_FAILED',
    'The output format does not hold all of the file, and the rest would be lost. Write to another file.',
  )
}

async function statusOf(path: string, fileSystem: FileSystem): Promise<FileStatus | undefined> {
  return fileSystem.stat(path).catch(() => undefined)
}

function isSameFile(left: FileStatus, right: FileStatus): boolean {
  return left.dev === right.dev && left.ino === right.ino
}
