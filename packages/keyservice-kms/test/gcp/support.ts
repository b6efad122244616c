import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { GcpKmsMasterKey, SopsErrorCode } from '@sopskit/core'
import { isSopsError } from '@sopskit/core'
import type { GcpDecryptAnswer, GcpEncryptAnswer, GcpKmsClient } from '@sopskit/keyservice-kms/gcp'
import { crc32c } from '../../src/gcp/crc32c.ts'

export const resourceId = 'projects/p/locations/global/keyRings/r/cryptoKeys/k'
export const gcpKey: GcpKmsMasterKey = { type: 'gcp_kms', resourceId }
export const dataKey: Uint8Array = Uint8Array.from({ length: 32 }, (_, index) => index)

/** An error as Google's client gives it: the number of a status, and a text that may hold anything. */
export function grpcError(code: number, text = 'the-secret-of-the-text'): Error {
  return Object.assign(new Error(`${code} STATUS: ${text}`), { code, details: text })
}

const secret = randomBytes(32)

/** Cloud KMS in this process, as strict about checksums as the real one. */
export const fakeClient: GcpKmsClient = {
  encrypt: async ({ plaintext, plaintextCrc32c }) => [sealed(plaintext, plaintextCrc32c.value)],
  decrypt: async ({ ciphertext, ciphertextCrc32c }) => [opened(ciphertext, ciphertextCrc32c.value)],
}

function sealed(plaintext: Uint8Array, crc: number): GcpEncryptAnswer {
  if (crc !== crc32c(plaintext)) throw grpcError(3)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  const parts = [nonce, cipher.update(plaintext), cipher.final()]
  const ciphertext = Buffer.concat([...parts, cipher.getAuthTag()])
  const ciphertextCrc32c = { value: String(crc32c(ciphertext)) }
  return { ciphertext, ciphertextCrc32c, verifiedPlaintextCrc32c: true }
}

function opened(ciphertext: Uint8Array, crc: number): GcpDecryptAnswer {
  if (crc !== crc32c(ciphertext) || ciphertext.length < 28) throw grpcError(3)
  const decipher = createDecipheriv('aes-256-gcm', secret, ciphertext.subarray(0, 12))
  decipher.setAuthTag(ciphertext.subarray(-16))
  try {
    const parts = [decipher.update(ciphertext.subarray(12, -16)), decipher.final()]
    const plaintext = Buffer.concat(parts)
    return { plaintext, plaintextCrc32c: { value: String(crc32c(plaintext)) } }
  } catch {
    throw grpcError(3)
  }
}

/** A client both of whose calls end like this. */
export function clientThat(
  end: () => Promise<readonly [GcpEncryptAnswer & GcpDecryptAnswer]>,
): GcpKmsClient {
  return { encrypt: end, decrypt: end }
}

/** The code and the text of the error that it rejects with; a success is none. */
export async function failure(
  work: Promise<unknown>,
): Promise<{ readonly code: SopsErrorCode; readonly message: string }> {
  try {
    await work
  } catch (error) {
    if (isSopsError(error)) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('it did not fail')
}
