import type { KeyChanges } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import { configOf } from '../../config/config-options.ts'
import { changingServices } from '../../options/changing-services.ts'
import type { Notice } from '../output.ts'
import type { WantedKeyOptions } from './update-keys.ts'
import {
  checkKeysInFile,
  updateKeysInFile,
  type UpdateKeysInFileOptions,
} from './update-keys-in-file.ts'

type BatchOptions = Omit<UpdateKeysInFileOptions, 'output' | 'inPlace' | 'confirm'>

/** What {@link updateKeysInFiles} takes. */
export interface UpdateKeysInFilesOptions extends BatchOptions {
  /**
   * `write` (the default) updates the files; `dry-run` does everything but writing them, and so finds out
   * what would fail; `check` only compares keys, for which no identity is needed.
   */
  readonly mode?: 'write' | 'dry-run' | 'check' | undefined
  /** The keys of one file; they replace those of the options and of the configuration. */
  readonly keysFor?: ((path: string) => WantedKeyOptions | Promise<WantedKeyOptions>) | undefined
  /** Asked before a file is changed; with `false` it is left as it is. `limit: 1` asks one by one. */
  readonly confirm?: ((path: string, changes: KeyChanges) => boolean | Promise<boolean>) | undefined
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
    }
  | { readonly path: string; readonly outcome: 'failed'; readonly error: unknown }

/** What became of many files. */
export interface UpdateKeysSummary {
  /** In the order of the paths, each path once. */
  readonly files: readonly FileUpdate[]
  /** How many there are of each outcome. */
  readonly counts: Readonly<Record<FileUpdate['outcome'], number>>
}

/**
 * Updates the keys of many files, several at a time. Every file is tried, whatever becomes of the others;
 * errors stand in the summary, also `ABORTED` for files that were not begun when the signal came. A path
 * that is given twice counts once.
 *
 * @throws {@link SopsError} what concerns no single file: `CONFIG_UNREADABLE`, `CONFIG_INVALID`.
 * @example
 * ```ts
 * import { updateKeysInFiles } from 'sopskit'
 * async function drifted(paths: string[]): Promise<string[]> {
 *   const { files } = await updateKeysInFiles(paths, { config: 'search', mode: 'check' })
 *   return files.filter(({ outcome }) => outcome !== 'unchanged').map(({ path }) => path)
 * }
 * ```
 */
export async function updateKeysInFiles(
  paths: readonly string[],
  options: UpdateKeysInFilesOptions,
): Promise<UpdateKeysSummary> {
  const { limit = 8, mode, onProgress } = options
  // Once for all files: asking for an identity can mean asking a person.
  const shared: UpdateKeysInFilesOptions = {
    ...options,
    config: await configOf(options, false),
    ...(mode !== 'check' && { services: await changingServices(options), identities: undefined }),
  }
  const distinct = [...new Set(paths)]
  const files: FileUpdate[] = []
  let done = 0
  const queue = distinct.entries()
  const work = async (): Promise<void> => {
    for (const [index, path] of queue) {
      const file = await updateOne(path, shared)
      files[index] = file
      done += 1
      onProgress?.(file, { done, total: distinct.length })
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, limit) }, work))
  return { files, counts: countOutcomes(files) }
}

async function updateOne(path: string, options: UpdateKeysInFilesOptions): Promise<FileUpdate> {
  try {
    if (options.signal?.aborted === true) throw notBegun()
    const keys = await options.keysFor?.(path)
    return await updateFile(path, { ...options, ...keys })
  } catch (error) {
    return { path, outcome: 'failed', error }
  }
}

async function updateFile(path: string, options: UpdateKeysInFilesOptions): Promise<FileUpdate> {
  const { mode = 'write', confirm } = options
  if (mode === 'check') {
    const changes = await checkKeysInFile(path, options)
    return { path, outcome: changes.changed ? 'outdated' : 'unchanged', changes, warnings: [] }
  }
  const { changes, warnings, writtenTo } = await updateKeysInFile(path, {
    ...options,
    inPlace: mode === 'write',
    confirm: confirm && ((differing) => confirm(path, differing)),
  })
  const outcome = changes.changed ? 'outdated' : 'unchanged'
  return { path, outcome: writtenTo === undefined ? outcome : 'updated', changes, warnings }
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
    failed: count('failed'),
  }
}
