import {
  decodeBase64,
  encodeBase64,
  requireCiphertext,
  requireDataKey,
  requireWrapped,
  SopsError,
} from '@sopskit/core'
import { crc32c } from './crc32c.ts'
import type { GcpCallOptions, GcpChecksum, GcpKmsClient } from './gcp-kms-client.ts'

/** One call of Cloud KMS. */
export interface GcpCall {
  readonly client: GcpKmsClient
  readonly resourceId: string
  readonly subject: string
  readonly options: GcpCallOptions
}

/** The `enc` text for a data key: standard base64 of the ciphertext (GCP-002). */
export async function encrypt(call: GcpCall, dataKey: Uint8Array): Promise<string> {
  const { client, resourceId: name, subject, options } = call
  const request = { name, plaintext: dataKey, plaintextCrc32c: { value: crc32c(dataKey) } }
  const [answer] = await client.encrypt(request, options)
  // Google: an answer that does not say so is to be thrown away, for what it encrypted is not known.
  if (answer.verifiedPlaintextCrc32c !== true) {
    throw corrupted('WRAP_FAILED', `${subject} did not verify the checksum of the data key`)
  }
  const ciphertext = requireCiphertext(bytesOf(answer.ciphertext), subject)
  if (!fits(ciphertext, answer.ciphertextCrc32c)) {
    throw corrupted('WRAP_FAILED', `The answer of ${subject} does not fit its checksum`)
  }
  return encodeBase64(ciphertext)
}

/** The data key of an `enc` text. */
export async function decrypt(call: GcpCall, enc: string): Promise<Uint8Array> {
  const { client, resourceId: name, subject, options } = call
  const ciphertext = requireWrapped(decodeBase64(enc), subject)
  const request = { name, ciphertext, ciphertextCrc32c: { value: crc32c(ciphertext) } }
  const [answer] = await client.decrypt(request, options)
  const plaintext = requireDataKey(bytesOf(answer.plaintext), subject)
  if (!fits(plaintext, answer.plaintextCrc32c)) {
    throw corrupted('UNWRAP_FAILED', `The answer of ${subject} does not fit its checksum`)
  }
  return plaintext
}

function bytesOf(field: Uint8Array | string | null | undefined): Uint8Array | undefined {
  if (typeof field === 'string') return decodeBase64(field)
  return field instanceof Uint8Array ? Uint8Array.from(field) : undefined
}

/** A server that sends no checksum is not held to one. */
function fits(bytes: Uint8Array, sent: GcpChecksum | null | undefined): boolean {
  return sent?.value === undefined || sent.value === null
    ? true
    : sent.value.toString() === crc32c(bytes).toString()
}

function corrupted(code: 'WRAP_FAILED' | 'UNWRAP_FAILED', what: string): SopsError {
  return new SopsError(code, `${what}: it was changed on its way. Try again.`)
}
