import { join, relative, resolve, sep } from 'node:path'
import { requireFileSize, SopsError } from '@sopskit/core'
import { systemCode } from '../../files/file-error.ts'
import type { FileSystem } from '../../files/file-system.ts'
import { quotePath } from '../../files/quote-path.ts'
import type { CheckSource } from './check-source.ts'
import { type RunGit, workTreeOf, zeroSeparated } from './run-git.ts'

/** What {@link openGitIndex} takes. */
export interface GitIndexOptions {
  /** Where relative paths begin; by its real name, as Git gives the root. */
  readonly directory: string
  readonly git: RunGit
  readonly fileSystem: FileSystem
}

/**
 * The files that the next commit changes, as it will hold them; configurations and what files name come from the
 * index as well, so that nothing counts that is not committed.
 *
 * @throws {@link SopsError} `USAGE` outside of a work tree, or where git cannot be run; `FILE_UNREADABLE` where it
 * fails.
 */
export async function openGitIndex(
  paths: readonly string[],
  { directory, git, fileSystem }: GitIndexOptions,
): Promise<CheckSource> {
  const root = await workTreeOf(directory, git)
  if (root === undefined) throw noWorkTree()
  const index = await readIndex(root, git)
  if (paths.includes('')) throw new SopsError('USAGE', 'One of the paths is empty.')
  const scopes = paths.map((path) => resolve(directory, path))
  const files = (await listBy(changes, root, git))
    .map((name) => join(root, name))
    .filter((path) => index.has(path) && scopes.some((scope) => isWithin(path, scope)))
  const folders = foldersOf(index.keys(), root)
  return {
    root,
    configRoot: root,
    files: files.map((path) => ({ kind: 'found', path })),
    kindOf: async (path) => (index.has(path) ? 'file' : folders.has(path) ? 'folder' : undefined),
    isUnstaged: async (path) => !index.has(path) && (await exists(path, fileSystem)),
    read: (path) => readBlob(path, index.get(path), { directory: root, git }),
  }
}

const changes = ['diff', '--cached', '--name-only', '--no-renames', '--diff-filter=ACMT', '-z']

/** A list that is missing must not pass for an empty one. */
async function listBy(
  args: readonly string[],
  root: string,
  git: RunGit,
): Promise<readonly string[]> {
  const output = await git(args, { directory: root })
  if (output === undefined) {
    throw new SopsError('FILE_UNREADABLE', `git ${args[0]} failed, so nothing can be checked.`)
  }
  return zeroSeparated(output)
}

/** Configurations that `git add --intent-to-add` announced: the index lists them as empty, and no commit holds them. */
const intended = [
  'diff-files',
  '--name-only',
  '--diff-filter=A',
  '-z',
  '--',
  ':(glob)**/.sops.yaml',
]

/** The regular files of the index with the ids of their content. */
async function readIndex(root: string, git: RunGit): Promise<ReadonlyMap<string, string>> {
  const lines = await listBy(['ls-files', '-z', '--stage'], root, git)
  const entries = lines.flatMap((line) => {
    const [, id = '', name = ''] = /^100\d{3} ([0-9a-f]+) [0-3]\t([^]*)$/.exec(line) ?? []
    return id === '' ? [] : [[join(root, name), id] as const]
  })
  const index = new Map(entries)
  for (const name of await listBy(intended, root, git)) index.delete(join(root, name))
  return index
}

async function readBlob(
  path: string,
  id: string | undefined,
  { directory, git }: Pick<GitIndexOptions, 'directory' | 'git'>,
): Promise<Uint8Array> {
  const content = id === undefined ? undefined : await git(['cat-file', 'blob', id], { directory })
  if (content === undefined) {
    throw new SopsError('FILE_NOT_FOUND', `The file ${quotePath(path)} is not in the index of Git.`)
  }
  requireFileSize(content.length)
  return content
}

/** What cannot be looked at may well be there. */
async function exists(path: string, fileSystem: FileSystem): Promise<boolean> {
  return fileSystem.lstat(path).then(
    () => true,
    (error: unknown) => !['ENOENT', 'ENOTDIR'].includes(systemCode(error)),
  )
}

function foldersOf(paths: Iterable<string>, root: string): ReadonlySet<string> {
  const folders = new Set([root])
  for (const path of paths) {
    const steps = relative(root, path).split(sep).slice(0, -1)
    for (const index of steps.keys()) folders.add(join(root, ...steps.slice(0, index + 1)))
  }
  return folders
}

/** True for a path that is another one, or below it. */
export function isWithin(path: string, scope: string): boolean {
  const way = relative(scope, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way)
}

function noWorkTree(): SopsError {
  return new SopsError(
    'USAGE',
    'What is staged can only be checked in a work tree of Git, and with git installed.',
  )
}
