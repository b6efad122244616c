import { SopsError } from '../errors/sops-error.ts'
import type { TreePath } from './tree-path.ts'

/** Documents nest no deeper either. */
const maximumSteps = 1000

/** Refuses paths that would build a tree too deep to be read again. */
export function requireShort(path: TreePath): TreePath {
  if (path.length <= maximumSteps) return path
  throw new SopsError('INVALID_PATH', `A path has at most ${maximumSteps} steps.`)
}
