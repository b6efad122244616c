import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import type { FileFormat } from '../../src/formats/file-format.ts'
import { encrypt } from '../../src/index.ts'

/** Encrypts a text for the first test identity. */
export async function encrypted(
  plain: string | Uint8Array,
  format: FileFormat,
): Promise<Uint8Array> {
  return (await encrypt(plain, { format, recipients: testRecipient(0) })).bytes
}

/** What decrypts it. */
export const identities: readonly string[] = [testIdentity(0)]
