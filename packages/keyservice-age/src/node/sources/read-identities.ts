import type { AgeIdentity } from '../../identities/age-identity.ts'
import { encryptedStart } from '../../identities/invalid-identity.ts'
import type { IdentityLines } from '../../identities/read-identity-text.ts'
import { readIdentityText } from '../../identities/read-identity-text.ts'

/** The identities in what a source gave, or the encrypted file that it is (AGE-016). */
export function readIdentities(
  bytes: Uint8Array,
  place: string,
  lines: IdentityLines = 'whole',
): readonly AgeIdentity[] {
  // Comments may hold bytes that are not UTF-8; a byte order mark makes the first line a bad one.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  if (encryptedStart.test(text)) return [{ kind: 'encrypted', file: bytes, place }]
  return readIdentityText(text, lines)
}
