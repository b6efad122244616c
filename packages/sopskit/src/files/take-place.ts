import { setTimeout as pause } from 'node:timers/promises'
import { SopsError } from '@sopskit/core'
import type { FileSystem } from './file-system.ts'
import { othersClaim } from './other-writers.ts'
import { quotePath } from './quote-path.ts'
import type { TemporaryFile } from './temporary-name.ts'

/** A temporary file that is complete, and what it is to replace. */
export interface Replacement {
  readonly target: string
  readonly temporary: TemporaryFile
  /** What the target must hold; `undefined` for whatever it holds. */
  readonly replaces?: Uint8Array | undefined
  readonly fileSystem: FileSystem
  readonly signal?: AbortSignal | undefined
}

/**
 * Puts a temporary file in the place of its target, if that still holds what was read from it.
 *
 * No file system compares and renames in one step, so every writer first claims the target, by the name
 * of its temporary file, and then looks for other claims. Of two writers the one that looked last sees the
 * other's claim, or else, once that has become the target, its content. A claim needs no breaking: it goes
 * with the rename, and one of a process that was killed counts for nothing.
 *
 * @throws {@link SopsError} `FILE_CHANGED` when the target holds something else, or others keep claiming
 * it; `ABORTED`. The temporary file is then left in one of its states.
 */
export async function takePlace(replacement: Replacement): Promise<void> {
  const { target, temporary, replaces, fileSystem, signal } = replacement
  const isAlone = await claimTarget(replacement)
  // Whoever replaces whatever there is loses nothing by going on.
  if (!isAlone && replaces !== undefined) throw changed(target)
  await requireContent(replacement)
  if (signal?.aborted === true) throw stopped()
  await fileSystem.rename(temporary.paths.claim, target)
}

/** Claims the target, and gives way for a moment to others that do; false when they never end. */
async function claimTarget(replacement: Replacement): Promise<boolean> {
  const { target, temporary, fileSystem, signal } = replacement
  const { tmp, claim } = temporary.paths
  for (let round = 1; ; round += 1) {
    await requireContent(replacement)
    if (signal?.aborted === true) throw stopped()
    await fileSystem.rename(tmp, claim)
    if (!(await othersClaim({ target, own: temporary.name, fileSystem }))) return true
    if (round === rounds) return false
    await fileSystem.rename(claim, tmp)
    await pause(Math.random() * longestPause)
  }
}

const rounds = 60
const longestPause = 50

async function requireContent({ target, replaces, fileSystem }: Replacement): Promise<void> {
  if (replaces === undefined) return
  const found = await fileSystem.readFile(target).catch(() => undefined)
  if (found === undefined || Buffer.compare(found, replaces) !== 0) throw changed(target)
}

function changed(target: string): SopsError {
  return new SopsError(
    'FILE_CHANGED',
    `Somebody else changed ${quotePath(target)} meanwhile, so nothing was written. Start again from what it holds now.`,
  )
}

/** The error for a write that was stopped in time. */
export function stopped(): SopsError {
  return new SopsError('ABORTED', 'Stopped before anything was written.')
}
