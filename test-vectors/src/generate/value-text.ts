import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { CipherGCMTypes } from 'node:crypto'

/** What one value is encrypted with. */
export interface Sealing {
  readonly key: Uint8Array
  readonly aad: string
  readonly type: string
  /** 32 random bytes when absent. */
  readonly iv?: Uint8Array
}

/** The parts of an `ENC[…]` text. */
export interface ValueParts {
  readonly data: Buffer
  readonly iv: Buffer
  readonly tag: Buffer
}

/** Encrypts a value to its `ENC[…]` text, without any code of the product (V1, V4). */
export function sealValue(plaintext: string | Uint8Array, sealing: Sealing): string {
  const iv = sealing.iv ?? randomBytes(32)
  const cipher = createCipheriv(algorithm(sealing.key), sealing.key, iv)
  cipher.setAAD(Buffer.from(sealing.aad))
  const data = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return valueText({ data, iv: Buffer.from(iv), tag: cipher.getAuthTag() }, sealing.type)
}

/** Writes an `ENC[…]` text. */
export function valueText({ data, iv, tag }: ValueParts, type: string): string {
  const [d, i, t] = [data, iv, tag].map((part) => part.toString('base64'))
  return `ENC[AES256_GCM,data:${d},iv:${i},tag:${t},type:${type}]`
}

/** Takes an `ENC[…]` text apart. */
export function valueParts(text: string): ValueParts {
  const match = /^ENC\[AES256_GCM,data:([^,]+),iv:([^,]+),tag:([^,]+),type:\w+\]/.exec(text)
  if (match === null) throw new Error('not an encrypted value')
  const [data, iv, tag] = match.slice(1).map((part) => Buffer.from(part, 'base64'))
  return { data, iv, tag } as ValueParts
}

/** Decrypts an `ENC[…]` text. */
export function openValue(text: string, key: Uint8Array, aad: string): Buffer {
  const { data, iv, tag } = valueParts(text)
  const decipher = createDecipheriv(algorithm(key), key, iv)
  decipher.setAAD(Buffer.from(aad))
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(data), decipher.final()])
}

function algorithm(key: Uint8Array): CipherGCMTypes {
  return `aes-${key.length * 8}-gcm` as CipherGCMTypes
}
