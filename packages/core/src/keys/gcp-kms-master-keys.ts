import { partsWithoutBlanks, readKeyList } from './key-text-list.ts'
import type { GcpKmsMasterKey } from './master-key.ts'

/**
 * Reads a comma-separated list of Google Cloud KMS resource ids. Whether one is complete, its key
 * service finds out (GCP-001).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for an empty entry.
 *
 * @example
 * ```ts
 * import { gcpKmsMasterKeys } from '@sopskit/core'
 * gcpKmsMasterKeys('projects/p/locations/global/keyRings/sops/cryptoKeys/ci')
 * ```
 */
export function gcpKmsMasterKeys(text: string): readonly GcpKmsMasterKey[] {
  return readKeyList(partsWithoutBlanks(text), 'a resource id', (resourceId) => ({
    type: 'gcp_kms',
    resourceId,
  }))
}
