import { posix } from 'node:path'
import { SopsError } from '@sopskit/core'
import type { FileSystem } from '../files/file-system.ts'
import { quotePath } from '../files/quote-path.ts'
import { requireInput } from '../files/read-input.ts'
import { describeDestination } from './destination.ts'
import {
  isDirectory,
  type PlannedSource,
  type PlanOptions,
  planSource,
  type Source,
  sourcesBelow,
} from './source.ts'

/** What is named to be published: a path by which it is read, and as it was typed. */
export type Target = Pick<Source, 'path' | 'matched'>

/** How targets become planned files. */
export interface PlanPathsOptions extends PlanOptions {
  readonly recursive: boolean
  readonly fileSystem: FileSystem
}

/**
 * Finds all files and where they go. sops finds that out one by one, and where two go to the same place, the
 * first is lost.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`; `INVALID_OPTION` for a folder unless
 * `recursive`; `PUBLISH_FAILED` when two files would go to the same place; those of `planSource`.
 */
export async function planPaths(
  targets: readonly Target[],
  options: PlanPathsOptions,
): Promise<readonly PlannedSource[]> {
  const planned: PlannedSource[] = []
  for (const target of targets) {
    for (const source of await sourcesOf(target, options)) {
      planned.push(await planSource(source, options))
    }
  }
  requireDistinct(planned)
  return planned
}

/** Makes sure that a path is there, and a folder only where folders may be. */
export async function requireTarget(
  { path, matched }: Target,
  { recursive, fileSystem }: Pick<PlanPathsOptions, 'recursive' | 'fileSystem'>,
): Promise<'file' | 'folder'> {
  await requireInput(path, fileSystem)
  if (!isDirectory(await fileSystem.stat(path))) return 'file'
  if (recursive) return 'folder'
  throw new SopsError(
    'INVALID_OPTION',
    `${quotePath(matched)} is a folder. To publish every file in it, ask for that: --recursive.`,
  )
}

async function sourcesOf(target: Target, options: PlanPathsOptions): Promise<readonly Source[]> {
  const { fileSystem } = options
  const kind = await requireTarget(target, options)
  if (kind === 'folder') return sourcesBelow({ fileSystem, folder: target })
  return [{ ...target, name: posix.basename(target.matched) }]
}

function requireDistinct(planned: readonly PlannedSource[]): void {
  const first = new Map<string, PlannedSource>()
  for (const source of planned) {
    const place = describeDestination(source.destination)
    const other = first.get(place)
    if (other !== undefined && other.path !== source.path) {
      const both = `${quotePath(other.matched)} and ${quotePath(source.matched)}`
      const message = `${both} would both be published to ${place}. Nothing was published; give them different names or rules.`
      throw new SopsError('PUBLISH_FAILED', message)
    }
    first.set(place, source)
  }
}
