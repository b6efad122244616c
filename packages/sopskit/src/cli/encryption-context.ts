import { SopsError } from '@sopskit/core'

/**
 * Refuses an encryption context that is not made of `key:value` pairs, as sops does even where no KMS
 * key could use it (CFG-066).
 *
 * @throws {@link SopsError} `INVALID_ENCRYPTION_CONTEXT`.
 */
export function requireEncryptionContext(text: string): void {
  if (text === '' || text.split(',').every((pair) => pair.split(':').length === 2)) return
  throw new SopsError(
    'INVALID_ENCRYPTION_CONTEXT',
    'An encryption context is a list of key:value pairs, separated by commas.',
  )
}
