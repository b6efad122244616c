/**
 * The way to a value in a document, from its root: a text goes into a map, a number into a list, where
 * comments count as items (X3). The empty path is the document itself.
 */
export type TreePath = readonly (string | number)[]

/**
 * A path as people write it, for messages (X1). Quotes and control characters in keys are escaped, which
 * `parsePath` does not undo.
 *
 * @example
 * ```ts
 * import { formatPath } from '@sopskit/core'
 * formatPath(['users', 0, 'name']) // '["users"][0]["name"]'
 * ```
 */
export function formatPath(path: TreePath): string {
  return path.map((step) => `[${JSON.stringify(step)}]`).join('')
}
