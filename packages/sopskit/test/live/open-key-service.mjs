/**
 * A key service that protects nothing and takes no time: the data key stands in the file. For age keys, so
 * that the real one is never asked.
 *
 * @type {import('@sopskit/core').KeyService}
 */
export const openKeyService = {
  name: 'age',
  wrap: async (_, dataKey) => `open:${Buffer.from(dataKey).toString('base64')}`,
  unwrap: async (_, enc) => Uint8Array.from(Buffer.from(enc.slice('open:'.length), 'base64')),
}
