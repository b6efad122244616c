import { SopsError } from '../errors/sops-error.ts'
import { hasMetadata } from '../metadata/has-metadata.ts'
import type { MetadataLayout } from '../metadata/metadata.ts'
import type { TreeBranches } from '../tree/tree.ts'

/**
 * Refuses what cannot be encrypted: no document at all, and one with an entry where SOPS puts its metadata
 * (D21).
 *
 * @throws {@link SopsError} `EMPTY_DOCUMENT`, `ALREADY_ENCRYPTED`.
 */
export function requirePlain(branches: TreeBranches, layout: MetadataLayout): void {
  if (branches.length === 0) {
    throw new SopsError('EMPTY_DOCUMENT', 'The file is empty: there is nothing to encrypt.')
  }
  if (!hasMetadata(branches, layout)) return
  throw new SopsError(
    'ALREADY_ENCRYPTED',
    'The file has an entry named like the SOPS metadata: it is encrypted already, or uses a name that is reserved. Decrypt it first, or rename the entry.',
  )
}
