import type { TreeBranches } from '../tree/tree.ts'
import { hasReserved } from './layout.ts'
import type { MetadataLayout } from './metadata.ts'

/**
 * True when the first document has a `sops` entry (flat: any key beginning with `sops_`), readable or not:
 * such a file is encrypted already, or uses a name that SOPS needs for itself, and cannot be encrypted
 * (D21). Of later documents `attachMetadata` says so.
 *
 * @example
 * ```ts
 * import { branch, entry, hasMetadata } from '@sopskit/core'
 * hasMetadata([branch([entry('sops', 'anything')])], 'nested') // true
 * ```
 */
export function hasMetadata(branches: TreeBranches, layout: MetadataLayout): boolean {
  const [first] = branches
  return first !== undefined && hasReserved(first, layout)
}
