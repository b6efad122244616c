import type { Base64Codec } from './base64-codec.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const alphabet = encodeUtf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const padding = 0x3d
const invalid = 0xff

const sextets = new Uint8Array(128).fill(invalid)
for (const [sextet, code] of alphabet.entries()) sextets[code] = sextet

/** Base64 in plain JavaScript. */
export const portableBase64: Base64Codec = { encode, decode }

function encode(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  let out = 0
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[index], bytes[index + 1], bytes[index + 2]]
    const group = (a << 16) | (b << 8) | c
    for (let shift = 18; shift >= 0; shift -= 6) codes[out++] = alphabet[(group >> shift) & 63]!
  }
  const excess = (codes.length / 4) * 3 - bytes.length
  codes.fill(padding, codes.length - excess)
  return decodeUtf8(codes) ?? ''
}

function decode(text: string, bytes: Uint8Array): boolean {
  const length = text.length - ((text.length / 4) * 3 - bytes.length)
  let out = 0
  let buffer = 0
  let bits = 0
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    const sextet = code < 128 ? sextets[code]! : invalid
    if (sextet === invalid) return false
    buffer = ((buffer << 6) | sextet) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[out++] = buffer >> bits
    }
  }
  return true
}
