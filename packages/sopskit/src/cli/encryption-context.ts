import { SopsError } from '@sopskit/core'

/**
 * Reads an encryption context of `key:value` pairs. One of another form is refused, as in sops, even where
 * no KMS key could use it (CFG-066). Of a repeated key the last pair counts (KMS-009).
 *
 * @throws {@link SopsError} `INVALID_ENCRYPTION_CONTEXT`.
 */
export function readEncryptionContext(text: string): Readonly<Record<string, string>> {
  const pairs = text === '' ? [] : text.split(',').map((pair) => pair.split(':'))
  if (pairs.every((pair): pair is [string, string] => pair.length === 2)) {
    return Object.fromEntries(pairs)
  }
  throw new SopsError(
    'INVALID_ENCRYPTION_CONTEXT',
    'An encryption context is a list of key:value pairs, separated by commas.',
  )
}
