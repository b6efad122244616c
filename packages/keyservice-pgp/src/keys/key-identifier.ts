import { SopsError } from '@sopskit/core'

/** What a master key says about which PGP key it is. */
export interface KeyIdentifier {
  /** As given, without blanks; for messages. */
  readonly text: string
  /** A fingerprint (40 digits, or 64 of a version 6 key) or the end of one, in lower case. */
  readonly hex: string
  /** Given with `!`: exactly this subkey, or the primary key, is meant. */
  readonly exact: boolean
}

const form = /^(?:0x)?([0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{16})(!?)$/

/**
 * Reads a fingerprint or a long key id, as gpg takes them (PGP-001). Short ids, names and mail addresses
 * are refused, as gpg refuses them behind `--trusted-key` (PGP-003): anybody can make a key with any of them.
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY`.
 */
export function parseKeyIdentifier(fingerprint: string): KeyIdentifier {
  const text = fingerprint.replaceAll(' ', '')
  const match = form.exec(text.toLowerCase())
  if (match === null) {
    throw new SopsError(
      'INVALID_MASTER_KEY',
      'The name of a PGP key is not a fingerprint. Give its 40 hexadecimal digits (gpg --list-keys shows them).',
    )
  }
  return { text, hex: match[1] ?? '', exact: match[2] === '!' }
}
