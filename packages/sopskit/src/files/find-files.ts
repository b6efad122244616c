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
 *
 * @throws {@link SopsError} `INVALID_OPTION` for paths that are no list of texts, and for braces without end.
 */
export async function findFiles(
  paths: readonly string[],
  options: FindFilesOptions,
): Promise<readonly FoundFile[]> {
  requireList(paths)
  const files = new Map<string, FoundFile>()
  for (const text of paths) {
    for (const file of await filesOf(text, options)) {
      if (!files.has(file.path) || file.kind !== 'found') files.set(file.path, file)
    }
  }
  return [...files.values()]
}

// Plain JavaScript would go through the letters of one text, and a dot among them is the working directory.
function requireList(paths: unknown): void {
  if (Array.isArray(paths) && paths.every((path) => typeof path === 'string')) return
  throw new SopsError('INVALID_OPTION', 'Give the paths as a list of texts.')
}

async function filesOf(
  text: string,
  { directory, fileSystem }: FindFilesOptions,
): Promise<readonly FoundFile[]> {
  const absolute = (path: string) => (directory === undefined ? path : resolve(directory, path))
  if (text === '') return [empty]
  const path = absolute(text)
  const status = await fileSystem.stat(path).catch(() => undefined)
  if (status !== undefined && isFolder(status)) return filesBelow(path, fileSystem)
  if (status !== undefined || !isGlob(text)) return [{ kind: 'named', path }]
  const found: FoundFile[] = []
  for (const { folder, steps } of parseGlob(withSlashes(text))) {
    for (const file of await filesMatching(absolute(folder), steps, fileSystem)) found.push(file)
  }
  return found.length > 0 ? found : [noMatch(text, path)]
}

/** It would be the working directory with all that is below, and comes from a variable that is not set. */
const empty: FoundFile = {
  kind: 'unreadable',
  path: '',
  error: new SopsError('FILE_NOT_FOUND', 'A path is empty. Name a file, or "." for this folder.'),
}

function noMatch(text: string, path: string): FoundFile {
  const error = new SopsError('FILE_NOT_FOUND', `No file matches ${quotePath(text)}.`)
  return { kind: 'unreadable', path, error }
}
