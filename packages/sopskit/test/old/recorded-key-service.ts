import { defineKeyService, type KeyService } from '@sopskit/core'
import { oldDataKey } from '@sopskit/test-vectors'

/** Stands in for OpenPGP: gives back the data keys that were recorded for the old files. For tests only. */
export const recordedKeyService: KeyService = defineKeyService({
  type: 'pgp',
  name: 'recorded',
  wrap: async () => null,
  unwrap: async (_, enc) => oldDataKey(enc) ?? null,
})
