import { join } from 'node:path'
import type { SopsError } from '@sopskit/core'
import { fileError, systemCode } from './file-error.ts'
import type { FileStatus, FileSystem } from './file-system.ts'
import type { GlobStep } from './glob-steps.ts'
import { quotePath } from './quote-path.ts'

/** A file that was found, or a folder that could not be looked into. */
export type WalkResult = FoundEntry | UnreadableFolder

interface FoundEntry {
  readonly kind: 'found'
  readonly path: string
}

interface UnreadableFolder {
  readonly kind: 'unreadable'
  readonly path: string
  readonly error: SopsError
}

// Nobody keeps encrypted files there, and what changes those folders breaks them.
const passedOver: readonly string[] = ['.git', 'node_modules']

/** All files below a folder, by name; no symbolic link is followed. */
export async function filesBelow(
  folder: string,
  fileSystem: FileSystem,
): Promise<readonly WalkResult[]> {
  const found: WalkResult[] = []
  for (const entry of await entriesOf(folder, fileSystem)) {
    if (entry.kind === 'folder') append(found, await filesBelow(entry.path, fileSystem))
    else if (entry.kind === 'found') found.push({ kind: 'found', path: entry.path })
    else if (entry.kind === 'unreadable') found.push(entry)
  }
  return found
}

/** The files that the steps of a pattern lead to; no symbolic link that a wildcard stands for is followed. */
export async function filesMatching(
  path: string,
  [step, ...rest]: readonly GlobStep[],
  fileSystem: FileSystem,
): Promise<readonly WalkResult[]> {
  if (step === undefined) return fileAt(path, fileSystem)
  if (step.kind === 'name') return filesMatching(join(path, step.name), rest, fileSystem)
  if (step.kind === 'folders' && rest.length === 0) return filesBelow(path, fileSystem)
  const found: WalkResult[] = []
  if (step.kind === 'folders') append(found, await filesMatching(path, rest, fileSystem))
  for (const entry of await entriesOf(path, fileSystem)) {
    const further = step.kind === 'folders' ? [step, ...rest] : rest
    if (entry.kind === 'unreadable') found.push(entry)
    else if (takes(step, entry) && (entry.kind === 'folder' || further.length === 0)) {
      append(found, await filesMatching(entry.path, further, fileSystem))
    }
  }
  return found
}

/** Arguments of a call stand on the stack, which a large folder would not fit on. */
function append(found: WalkResult[], more: readonly WalkResult[]): void {
  for (const one of more) found.push(one)
}

function takes(step: Exclude<GlobStep, { kind: 'name' }>, { name }: Entry): boolean {
  return step.kind === 'folders' ? !name.startsWith('.') : step.matches(name)
}

async function fileAt(path: string, fileSystem: FileSystem): Promise<readonly WalkResult[]> {
  const status = await fileSystem.lstat(path).catch(() => undefined)
  return status?.isFile() === true ? [{ kind: 'found', path }] : []
}

interface Entry {
  readonly kind: 'found' | 'folder' | 'other'
  readonly path: string
  readonly name: string
}

async function entriesOf(
  folder: string,
  fileSystem: FileSystem,
): Promise<readonly (Entry | UnreadableFolder)[]> {
  try {
    const names = (await fileSystem.readdir(folder)).toSorted()
    const kept = names.filter((name) => !passedOver.includes(name))
    return await Promise.all(kept.map((name) => entryOf(folder, name, fileSystem)))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return []
    const message = `The folder ${quotePath(folder)} cannot be read`
    return [
      {
        kind: 'unreadable',
        path: folder,
        error: fileError('FILE_UNREADABLE', message, error),
      },
    ]
  }
}

async function entryOf(folder: string, name: string, fileSystem: FileSystem): Promise<Entry> {
  const path = join(folder, name)
  try {
    const status = await fileSystem.lstat(path)
    return { kind: isFolder(status) ? 'folder' : status.isFile() ? 'found' : 'other', path, name }
  } catch (error) {
    // Removed meanwhile.
    if (systemCode(error) === 'ENOENT') return { kind: 'other', path, name }
    throw error
  }
}

/** True for the status of a folder. */
export function isFolder({ mode }: FileStatus): boolean {
  return (mode & 0o170000) === 0o040000
}
