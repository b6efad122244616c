import { decodeBase64, defineKeyService, encodeBase64, type KeyService } from '@sopskit/core'

/** A key service for tests with many documents: the data key stands in the file as it is. */
export const unprotectedKeys: KeyService = defineKeyService({
  type: 'age',
  name: 'unprotected',
  wrap: async (_, dataKey) => encodeBase64(dataKey),
  unwrap: async (_, enc) => decodeBase64(enc) ?? null,
})
