import { loadOrigins } from './load-origins.ts'
import { commentMarks } from './metadata-place.ts'

/**
 * True for a file with comments that no tree holds (C3): in the layout of sops they would be gone.
 *
 * @throws {@link SopsError} as `load`.
 *
 * @example
 * ```ts
 * import { losesComments } from '@sopskit/stores/layout'
 * losesComments(new TextEncoder().encode('a: { # c\n  b: 1 }\n')) // true
 * ```
 */
export function losesComments(source: Uint8Array): boolean {
  const { documents, comments } = loadOrigins(source)
  const held = new Set(documents.flatMap(({ marks }) => commentMarks(marks)))
  return comments.some((_, index) => !held.has(index))
}
