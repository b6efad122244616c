import { join, posix } from 'node:path'
import type { TreeBranch } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import { atPlace, requireNotAborted } from '../at-place.ts'
import type { FluxFileSystem } from '../files/file-system.ts'
import { readNamedFile } from '../files/read-file.ts'
import { leavesRoot, scopedPath } from '../files/scoped-path.ts'
import { loadYaml, manifestStore } from '../tree/load-yaml.ts'
import { findKustomization } from './find-kustomization.ts'
import { textsAt } from './kustomization.ts'
import { namedPaths } from './named-paths.ts'
import { isRemote, localPart } from './remote.ts'

/** A kustomization that takes part in a build. */
export interface Visited {
  /** Below the root, without links. */
  readonly folder: string
  /** Its file, as it is shown. */
  readonly file: string
  readonly kustomization: TreeBranch
}

/** A walk from one kustomization to all that it names. */
export interface Visiting {
  readonly root: string
  readonly fileSystem: FluxFileSystem
  readonly signal: AbortSignal | undefined
  /** Told of each remote entry that is left out. */
  readonly onRemote: (file: string, entry: string) => void
}

/**
 * Visits a kustomization and every folder that it names, once each (FLX-030). Remote entries are taken out
 * of the files that are visited, which must be copies.
 *
 * @throws {@link SopsError} `CONFIG_INVALID` for a folder with several kustomization files or none, one that
 * is no map, and a path that leads out of the root (FLX-037); `FILE_NOT_FOUND` for what is not there.
 */
export async function visitKustomizations(
  start: string,
  visiting: Visiting,
): Promise<readonly Visited[]> {
  const visited = new Map<string, Visited>()
  const waiting = [start]
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    requireNotAborted(visiting.signal)
    if (visited.has(folder)) continue
    const found = await readKustomization(folder, visiting)
    visited.set(folder, found)
    waiting.push(...(await foldersOf(found, visiting)))
  }
  return [...visited.values()]
}

async function readKustomization(folder: string, visiting: Visiting): Promise<Visited> {
  const { root, fileSystem, onRemote } = visiting
  const name = await findKustomization({ root, folder }, fileSystem)
  if (name === undefined) {
    const shown = JSON.stringify(folder === '' ? '.' : folder)
    throw new SopsError('CONFIG_INVALID', `The folder ${shown} has no kustomization file.`)
  }
  const file = posix.join(folder, name)
  const bytes = await readNamedFile({ root, path: file }, fileSystem)
  const documents = await atPlace(file, () => loadYaml(bytes))
  const [document = { kind: 'branch', items: [] } as const, ...others] = documents
  if (others.length > 0)
    throw new SopsError('CONFIG_INVALID', `${file} has more than one document.`)
  const { kustomization, removed } = localPart(document)
  if (removed.length > 0) {
    const store = await manifestStore()
    await fileSystem.writeFile(join(root, file), store.emit([kustomization]), { mode: 0o600 })
    for (const entry of removed) onRemote(file, entry)
  }
  return { folder, file, kustomization }
}

/** Folders that the build enters; of other fields too, so that none of them leads out of the root. */
async function foldersOf(
  { folder, file, kustomization }: Visited,
  { root, fileSystem }: Visiting,
): Promise<readonly string[]> {
  const folders: string[] = []
  const entered = new Set([
    ...textsAt(kustomization, 'resources'),
    ...textsAt(kustomization, 'components'),
    ...textsAt(kustomization, 'bases'),
  ])
  const configured = ['generators', 'transformers', 'validators'].flatMap((field) =>
    textsAt(kustomization, field).filter((text) => !text.includes('\n')),
  )
  for (const path of namedPaths(kustomization)) requireInside(path, folder, file)
  for (const path of [...entered, ...configured]) {
    const place = await scopedPath(root, posix.join(folder, path), fileSystem)
    const status = await fileSystem.lstat(join(root, place)).catch(() => undefined)
    if (status?.isDirectory() === true) folders.push(place)
    else if (status === undefined) throw missing(path, file)
    else if (configured.includes(path)) await requireConfigured(place, { root, fileSystem })
  }
  return folders
}

/** What configures a generator or transformer names files as a kustomization does. */
async function requireConfigured(
  path: string,
  { root, fileSystem }: Pick<Visiting, 'root' | 'fileSystem'>,
): Promise<void> {
  const bytes = await readNamedFile({ root, path }, fileSystem)
  const folder = posix.dirname(path)
  for (const document of await atPlace(path, () => loadYaml(bytes))) {
    for (const named of namedPaths(document)) {
      requireInside(named, folder === '.' ? '' : folder, path)
      if (isRemote(named)) {
        throw new SopsError(
          'CONFIG_INVALID',
          `${path} names ${JSON.stringify(named)}, which is remote; nothing is fetched.`,
        )
      }
    }
  }
}

function requireInside(path: string, folder: string, file: string): void {
  if (isRemote(path) || !leavesRoot(folder, path)) return
  throw new SopsError(
    'CONFIG_INVALID',
    `${file} names ${JSON.stringify(path)}, which leads out of the root of the build. The controller sees nothing there; --root says where it begins.`,
  )
}

function missing(path: string, file: string): SopsError {
  return new SopsError(
    'FILE_NOT_FOUND',
    `${file} names ${JSON.stringify(path)}, and there is no such file or folder.`,
  )
}
