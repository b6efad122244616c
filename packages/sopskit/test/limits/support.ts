import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { expect } from 'vitest'
import { decrypt, encrypt, type EncryptOptions, type FileFormat } from '../../src/index.ts'

/** For whom the files of these tests are encrypted. */
export const recipients: string = testRecipient(0)
const identities = [testIdentity(0)]

/** What becomes of a plain file: `ok`, or the code of the error. */
export async function encrypting(
  format: FileFormat,
  content: string | Uint8Array,
  options: Partial<EncryptOptions> = {},
): Promise<string> {
  return outcomeOf(encrypt(content, { ...options, format, recipients }))
}

/** What becomes of an encrypted file: `ok`, or the code of the error. */
export async function decrypting(
  format: FileFormat,
  content: string | Uint8Array,
): Promise<string> {
  return outcomeOf(decrypt(content, { format, identities }))
}

/** A plain file that went through encryption and decryption. */
export async function thereAndBack(
  format: FileFormat,
  content: string | Uint8Array,
): Promise<string> {
  const { bytes } = await encrypt(content, { format, recipients })
  return (await decrypt(bytes, { format, identities })).text()
}

/** Encrypts, decrypts, and expects the same; for what is too long to be shown. */
export async function expectKept(format: FileFormat, content: string): Promise<void> {
  const result = await thereAndBack(format, content)
  expect(result.length).toBe(content.length)
  expect(result === content).toBe(true)
}

// An error of another kind, such as an exhausted stack, has no such code and fails every expectation.
async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
    return 'ok'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.name === 'SopsError'
      ? String(error.code)
      : `unexpected: ${String(error).slice(0, 200)}`
  }
}

/** Numbered names, all of the same length. */
export function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `k${String(index).padStart(6, '0')}`)
}
