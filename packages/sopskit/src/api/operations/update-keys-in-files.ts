import type { KeyChanges } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import { configOf } from '../../config/config-options.ts'
import { nodeFileSystem } from '../../files/file-system.ts'
import { findFiles, type FoundFile } from '../../files/find-files.ts'
import { requireInput } from '../../files/read-input.ts'
import { formatOfPath } from '../../formats/file-format.ts'
import { changingServices } from '../../options/changing-services.ts'
import type { Notice } from '../output.ts'
import { looksEncrypted, reasonToSkip, type SkipReason } from './skipped-file.ts'
import type { WantedKeyOptions } from './update-keys.ts'
import {
  checkKeysInFile,
  type Confirmed,
  updateKeysInFile,
  type UpdateKeysInFileOptions,
} from './update-keys-in-file.ts'
import { requireKnownOptions } from '../../options/known-options.ts'
import { workerCount } from '../../options/worker-count.ts'

type BatchOptions = Omit<UpdateKeysInFileOptions, 'output' | 'inPlace' | 'confirm'>

/** What {@link updateKeysInFiles} takes. */
export interface UpdateKeysInFilesOptions extends BatchOptions {
  /**
   * `write` (the default) updates the files; `dry-run` does everything but writing them, and so finds out
   * what would fail; `check` only compares keys, for which no identity is needed.
   */
  readonly mode?: 'write' | 'dry-run' | 'check' | undefined
  /** Where relative paths and patterns begin. Default: the working directory. */
  readonly directory?: string | undefined
  /** The keys of one file; they replace those of the options and of the configuration. */
  readonly keysFor?: ((path: string) => WantedKeyOptions | Promise<WantedKeyOptions>) | undefined
  /** Asked before a file is changed; with `false` it is left as it is. `limit: 1` asks one by one. */
  readonly confirm?:
    ((path: string, changes: KeyChanges) => Confirmed | Promise<Confirmed>) | undefined
  /** How many files are worked on at the same time. Default: 8. */
  readonly limit?: number | undefined
  /** Told of every file when it is done. */
  readonly onProgress?: ((file: FileUpdate, progress: Progress) => void) | undefined
}

/** How far a run over many files is. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** What became of one file. */
export type FileUpdate =
  | {
      readonly path: string
      /** `outdated` is a file that was only checked or tried, or that `confirm` said no to. */
      readonly outcome: 'updated' | 'outdated' | 'unchanged'
      readonly changes: KeyChanges
      readonly warnings: readonly Notice[]
      /** Whether it has a new data key as well. */
      readonly rotated: boolean
    }
  | {
      readonly path: string
      /** Found in a folder or by a pattern, and not encrypted or matched by no creation rule. */
      readonly outcome: 'skipped'
      readonly reason: SkipReason
    }
  | { readonly path: string; readonly outcome: 'failed'; readonly error: unknown }

/** What became of many files. */
export interface UpdateKeysSummary {
  /** In the order of the paths, each file once. */
  readonly files: readonly FileUpdate[]
  /** How many there are of each outcome. */
  readonly counts: Readonly<Record<FileUpdate['outcome'], number>>
}

/**
 * Updates the keys of many files, several at a time. A path can also be a folder, for all files below it, or a
 * pattern of `*`, `**`, `?`, `[a-z]` and `{a,b}`; what is found in these ways and is not encrypted, or is matched
 * by no creation rule, is skipped. Folders called `.git` and `node_modules` and symbolic links are passed over.
 *
 * Every file is tried, whatever becomes of the others; errors stand in the summary, also `ABORTED` for files
 * that were not begun when the signal came. A file that is given twice counts once.
 *
 * @throws {@link SopsError} what concerns no single file: `CONFIG_UNREADABLE`, `CONFIG_INVALID`, `INVALID_OPTION`.
 * @example
 * ```ts
 * import { updateKeysInFiles } from 'sopskit'
 * async function drifted(): Promise<string[]> {
 *   const options = { config: 'search', mode: 'check' } as const
 *   const { files } = await updateKeysInFiles(['secrets', 'apps/*.enc.yaml'], options)
 *   return files.filter(({ outcome }) => outcome === 'outdated').map(({ path }) => path)
 * }
 * ```
 */
export async function updateKeysInFiles(
  paths: readonly string[],
  options: UpdateKeysInFilesOptions,
): Promise<UpdateKeysSummary> {
  requireKnownOptions(options)
  const { limit = 8, mode, directory, onProgress } = options
  // Once for all files: asking for an identity can mean asking a person.
  const shared: UpdateKeysInFilesOptions = {
    ...options,
    config: await configOf(options, false),
    ...(mode !== 'check' && { services: await changingServices(options), identities: undefined }),
  }
  const found = await findFiles(paths, { directory, fileSystem: nodeFileSystem })
  const workers = workerCount(limit, found.length)
  const files: FileUpdate[] = []
  let done = 0
  const queue = found.entries()
  let stopped = false
  const work = async (): Promise<void> => {
    for (const [index, one] of queue) {
      if (stopped) return
      const file = await updateOne(one, shared)
      files[index] = file
      done += 1
      try {
        onProgress?.(file, { done, total: found.length })
      } catch (error) {
        stopped = true
        throw error
      }
    }
  }
  // Nothing is changed any more when the caller learns that its own function failed.
  const ends = await Promise.allSettled(Array.from({ length: workers }, work))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return { files, counts: countOutcomes(files) }
}

async function updateOne(file: FoundFile, options: UpdateKeysInFilesOptions): Promise<FileUpdate> {
  const { kind, path } = file
  if (kind === 'unreadable') return { path, outcome: 'failed', error: file.error }
  try {
    if (options.signal?.aborted === true) throw notBegun()
    // That it is missing comes before what the rules say of it, as in sops.
    if (kind === 'named') await requireInput(path, nodeFileSystem)
    const format = options.format ?? formatOfPath(path)
    if (kind === 'found' && !(await looksEncrypted(path, { format, fileSystem: nodeFileSystem }))) {
      return { path, outcome: 'skipped', reason: 'not-encrypted' }
    }
    const keys = await options.keysFor?.(path)
    return await updateFile(path, { ...options, ...keys })
  } catch (error) {
    const reason = kind === 'found' ? reasonToSkip(error) : undefined
    return reason === undefined
      ? { path, outcome: 'failed', error }
      : { path, outcome: 'skipped', reason }
  }
}

async function updateFile(path: string, options: UpdateKeysInFilesOptions): Promise<FileUpdate> {
  const { mode = 'write', confirm } = options
  if (mode === 'check') {
    const changes = await checkKeysInFile(path, options)
    const outcome = changes.changed ? 'outdated' : 'unchanged'
    return { path, outcome, changes, warnings: [], rotated: false }
  }
  let rotated = options.rotate === true
  const { changes, warnings, writtenTo } = await updateKeysInFile(path, {
    ...options,
    inPlace: mode === 'write',
    confirm:
      confirm &&
      (async (differing) => {
        const answer = await confirm(path, differing)
        rotated ||= answer === 'rotate'
        return answer
      }),
  })
  if (writtenTo !== undefined) return { path, outcome: 'updated', changes, warnings, rotated }
  const outcome = changes.changed ? 'outdated' : 'unchanged'
  return { path, outcome, changes, warnings, rotated: false }
}

function notBegun(): SopsError {
  return new SopsError('ABORTED', 'Stopped before this file was begun.')
}

function countOutcomes(files: readonly FileUpdate[]): UpdateKeysSummary['counts'] {
  const count = (outcome: FileUpdate['outcome']): number =>
    files.filter((file) => file.outcome === outcome).length
  return {
    updated: count('updated'),
    outdated: count('outdated'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    failed: count('failed'),
  }
}
