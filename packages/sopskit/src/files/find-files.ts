import { resolve } from 'node:path'
import { SopsError } from '@sopskit/core'
import type { FileSystem } from './file-system.ts'
import { isGlob, parseGlob } from './glob-steps.ts'
import { quotePath } from './quote-path.ts'
import { filesBelow, filesMatching, isFolder, type WalkResult } from './walk-folders.ts'
import { withSlashes } from './with-slashes.ts'

/** A file that was named, or found in a folder or by a pattern; or what could not be looked into. */
export type FoundFile = NamedFile | WalkResult

interface NamedFile {
  readonly kind: 'named'
  readonly path: string
}

/** Where {@link findFiles} looks. */
export interface FindFilesOptions {
  /** Where relative paths begin. Default: the working directory. */
  readonly directory?: string | undefined
  readonly fileSystem: FileSystem
}

/**
 * The files that paths stand for, each once: a file for itself, a folder for all files below it, and a text
 * with wildcards that no file is called by for the files that match. Symbolic links are followed where they
 * are named, and not where they are found.
 */
export async function findFiles(
  paths: readonly string[],
  options: FindFilesOptions,
): Promise<readonly FoundFile[]> {
  const files = new Map<string, FoundFile>()
  for (const text of paths) {
    for (const file of await filesOf(text, options)) {
      if (!files.has(file.path) || file.kind !== 'found') files.set(file.path, file)
    }
  }
  return [...files.values()]
}

async function filesOf(
  text: string,
  { directory, fileSystem }: FindFilesOptions,
): Promise<readonly FoundFile[]> {
  const absolute = (path: string) => (directory === undefined ? path : resolve(directory, path))
  const path = absolute(text)
  const status = await fileSystem.stat(path).catch(() => undefined)
  if (status !== undefined && isFolder(status)) return filesBelow(path, fileSystem)
  if (status !== undefined || !isGlob(text)) return [{ kind: 'named', path }]
  const found: FoundFile[] = []
  for (const { folder, steps } of parseGlob(withSlashes(text))) {
    found.push(...(await filesMatching(absolute(folder), steps, fileSystem)))
  }
  return found.length > 0 ? found : [noMatch(text, path)]
}

function noMatch(text: string, path: string): FoundFile {
  const error = new SopsError('FILE_NOT_FOUND', `No file matches ${quotePath(text)}.`)
  return { kind: 'unreadable', path, error }
}
