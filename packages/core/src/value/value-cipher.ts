import type { Aead, AeadKey } from '../aead/aead.ts'
import { SopsError } from '../errors/sops-error.ts'
import { decodeBase64, encodeBase64 } from '../text/base64.ts'
import { encodeUtf8 } from '../text/utf8.ts'
import {
  type EncryptedValueText,
  formatEncryptedValue,
  parseEncryptedValue,
} from './encrypted-value.ts'

/** A text to encrypt and everything that determines its ciphertext. */
export interface ValueToSeal {
  readonly plaintext: string | Uint8Array
  readonly type: string
  readonly aad: string
  /** 32 random bytes, never used before under this key for another plaintext (V1). */
  readonly iv: Uint8Array
}

/** What an `ENC[…]` text held. */
export interface OpenedValue {
  readonly plaintext: Uint8Array
  readonly type: string
  readonly iv: Uint8Array
}

/** Where a value stands: for the additional data and for errors. */
export interface ValuePlace {
  readonly aad: string
  readonly path: readonly string[]
  /** The file is by a release 0.x or 1.x, which wrote what later ones never do. Default: false. */
  readonly legacy?: boolean
}

/** Encrypts and decrypts single values under one data key. */
export interface ValueCipher {
  /** Gives the `ENC[…]` text (V4). */
  seal(value: ValueToSeal): string
  /**
   * Decrypts an `ENC[…]` text.
   *
   * @throws {@link SopsError} `VALUE_NOT_ENCRYPTED`, `MALFORMED_VALUE`, `VALUE_TAMPERED`; none of them
   * shows the text.
   */
  open(text: string, place: ValuePlace): OpenedValue
}

/** Lengths below are refused by every `Aead`; no release ever wrote one. */
const shortestIv = 8

/**
 * Makes the value cipher of a data key.
 *
 * @throws {@link SopsError} `INVALID_DATA_KEY` when the key is not 16, 24 or 32 bytes (V3).
 */
export function createValueCipher(aead: Aead, dataKey: Uint8Array): ValueCipher {
  const key = aead.importKey(dataKey)
  return {
    seal: (value) => sealValue(key, value),
    open: (text, place) => openValue(key, text, place),
  }
}

function sealValue(key: AeadKey, { plaintext, type, aad, iv }: ValueToSeal): string {
  const bytes = typeof plaintext === 'string' ? encodeUtf8(plaintext) : plaintext
  const { ciphertext, tag } = key.seal(bytes, iv, encodeUtf8(aad))
  return formatEncryptedValue({
    data: encodeBase64(ciphertext),
    iv: encodeBase64(iv),
    tag: encodeBase64(tag),
    type,
  })
}

function openValue(key: AeadKey, text: string, { aad, path, legacy }: ValuePlace): OpenedValue {
  const fields = parseEncryptedValue(text, legacy)
  if (fields === undefined) throw notEncrypted(path)
  const iv = decodeField(fields, 'iv', path)
  if (iv.length < shortestIv) throw malformed('iv', path)
  const plaintext = key.open(joinDataAndTag(fields, path), iv, encodeUtf8(aad))
  if (plaintext === undefined) throw tampered(path)
  return { plaintext, type: fields.type, iv }
}

// The tag may be cut anywhere: only the bytes of both fields together count (V11).
function joinDataAndTag(fields: EncryptedValueText, path: readonly string[]): Uint8Array {
  const data = decodeField(fields, 'data', path)
  const tag = decodeField(fields, 'tag', path)
  const sealed = new Uint8Array(data.length + tag.length)
  sealed.set(data)
  sealed.set(tag, data.length)
  return sealed
}

function decodeField(
  fields: EncryptedValueText,
  name: 'data' | 'iv' | 'tag',
  path: readonly string[],
): Uint8Array {
  const bytes = decodeBase64(fields[name])
  if (bytes === undefined) throw malformed(name, path)
  return bytes
}

/** The error for a value that should be an `ENC[…]` text and is not (V15). */
export function notEncrypted(path: readonly string[]): SopsError {
  return new SopsError(
    'VALUE_NOT_ENCRYPTED',
    'A value that the rules of this file encrypt is not encrypted. Somebody changed the file by hand: restore it. To change a value, decrypt the file, edit it and encrypt it again.',
    { path },
  )
}

function malformed(field: string, path: readonly string[]): SopsError {
  return new SopsError(
    'MALFORMED_VALUE',
    `The ${field} field of an encrypted value is broken. Restore the file from an intact copy.`,
    { path },
  )
}

function tampered(path: readonly string[]): SopsError {
  return new SopsError(
    'VALUE_TAMPERED',
    'A value cannot be authenticated: it was changed, moved or its key renamed after encryption. Restore the file from an intact copy.',
    { path },
  )
}
