import type { TreeBranches } from '../tree/tree.ts'
import { childAt, firstDocument, pathNotFound } from './child.ts'
import type { TreeNode } from './child.ts'
import type { TreePath } from './tree-path.ts'

/**
 * The value at a path of the first document, as `--extract` takes it (X3). Lists count their comments,
 * so the result can be a comment. The empty path gives the whole first document.
 *
 * @throws {@link SopsError} `PATH_NOT_FOUND` where a step leads nowhere. That includes a number on a
 * map, for which sops prints its own structures, and steps on which sops crashes (Q7).
 *
 * @example
 * ```ts
 * import { branch, entry, getAtPath, parsePath, sequence } from '@sopskit/core'
 * const documents = [branch([entry('hosts', sequence(['a.example', 'b.example']))])]
 * getAtPath(documents, parsePath('["hosts"][1]')) // 'b.example'
 * ```
 */
export function getAtPath(documents: TreeBranches, path: TreePath): TreeNode {
  let node: TreeNode = firstDocument(documents)
  path.forEach((step, depth) => {
    const child = childAt(node, step)
    if (child === undefined) throw pathNotFound(node, { path, depth })
    node = child
  })
  return node
}
