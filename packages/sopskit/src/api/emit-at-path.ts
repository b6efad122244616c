import type { Store, TreeBranches } from '@sopskit/core'
import { getAtPath, isBranch, isComment, SopsError } from '@sopskit/core'

/**
 * Writes what stands at a path of the first document: a map as a whole file that keeps the later
 * documents, everything else as a value (X4). The empty path is the whole file.
 *
 * @throws {@link SopsError} `PATH_NOT_FOUND`, also for a comment, for which sops prints its own
 * structures; `EMIT_FAILED` when the format cannot hold the value.
 */
export function emitAtPath(
  documents: TreeBranches,
  path: readonly (string | number)[],
  store: Store,
): Uint8Array {
  if (path.length === 0) return store.emit(documents)
  const value = getAtPath(documents, path)
  if (isBranch(value)) return store.emit([value, ...documents.slice(1)])
  if (!isComment(value)) return store.emitValue(value)
  throw new SopsError(
    'PATH_NOT_FOUND',
    'The path leads to a comment, which is an item of its list. Count it in, and name a value.',
  )
}
