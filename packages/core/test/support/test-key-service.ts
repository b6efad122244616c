import { decodeBase64, defineKeyService, encodeBase64, type KeyService } from '@sopskit/core'

/**
 * A key service for tests that protects nothing: the data key stands in the file, behind the name of
 * its recipient. It opens what is wrapped for the recipients it is made with.
 */
export function testKeyService(...recipients: readonly string[]): KeyService {
  return defineKeyService({
    type: 'age',
    name: 'test',
    wrap: async ({ recipient }, dataKey) => `${recipient} ${encodeBase64(dataKey)}`,
    unwrap: async ({ recipient }, enc) => {
      if (!recipients.includes(recipient)) return null
      return decodeBase64(enc.split(' ')[1] ?? '') ?? null
    },
  })
}
