import { SopsError } from '@sopskit/core'

/**
 * The key's text for gpg, which takes fingerprints, ids, names and mail addresses; only blanks go (PGP-001).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for what is empty, could be an option, or is no single line.
 */
export function requireKeyText(fingerprint: string): string {
  const text = fingerprint.replaceAll(' ', '')
  if (text !== '' && !text.startsWith('-') && !/[\0-\x1f\x7f]/.test(text)) return text
  throw new SopsError(
    'INVALID_MASTER_KEY',
    'The name of a PGP key is empty or is none. Give its fingerprint (gpg --list-keys shows it).',
  )
}
