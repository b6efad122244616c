import { partsWithoutBlanks, readKeyList } from './key-text-list.ts'
import type { PgpMasterKey } from './master-key.ts'

/**
 * Reads a comma-separated list of OpenPGP fingerprints. Blanks are dropped, also within one; what is
 * left is kept as it is, for gpg takes more than fingerprints (PGP-001).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for an empty entry.
 *
 * @example
 * ```ts
 * import { pgpMasterKeys } from '@sopskit/core'
 * pgpMasterKeys('85D7 7543 B3D6 24B6 3CEA 9E6D BC17 301B 491B 3F21')
 * // [{ type: 'pgp', fingerprint: '85D77543B3D624B63CEA9E6DBC17301B491B3F21' }]
 * ```
 */
export function pgpMasterKeys(text: string): readonly PgpMasterKey[] {
  return readKeyList(partsWithoutBlanks(text), 'a fingerprint', (fingerprint) => ({
    type: 'pgp',
    fingerprint,
  }))
}
