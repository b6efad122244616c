const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const invalid = 0xff

const sextets = new Uint8Array(128).fill(invalid)
for (let index = 0; index < alphabet.length; index++) sextets[alphabet.charCodeAt(index)] = index

/**
 * Bytes to standard base64 with padding.
 *
 * @example
 * ```ts
 * import { encodeBase64 } from '@sopskit/core'
 * encodeBase64(new Uint8Array([255])) // '/w=='
 * ```
 */
export function encodeBase64(bytes: Uint8Array): string {
  const chunk = 0x2000 * 3
  let text = ''
  for (let start = 0; start < bytes.length; start += chunk) {
    text += encodeChunk(bytes.subarray(start, start + chunk))
  }
  return text
}

function encodeChunk(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = [bytes[index], bytes[index + 1], bytes[index + 2]]
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    text += alphabet[group >> 18]! + alphabet[(group >> 12) & 63]!
    text += b === undefined ? '=' : alphabet[(group >> 6) & 63]!
    text += c === undefined ? '=' : alphabet[group & 63]!
  }
  return text
}

/**
 * Standard base64 to bytes, strictly: padding required, no other characters; only CR and LF are skipped,
 * as SOPS does (V10). `undefined` when the text is not base64.
 *
 * @example
 * ```ts
 * import { decodeBase64 } from '@sopskit/core'
 * decodeBase64('/w') // undefined: the padding is missing
 * ```
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const compact = /[\r\n]/.test(text) ? text.replace(/[\r\n]/g, '') : text
  if (compact.length % 4 !== 0) return undefined
  const padded = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((compact.length / 4) * 3 - padded)
  return fillFromBase64(bytes, compact, compact.length - padded) ? bytes : undefined
}

function fillFromBase64(bytes: Uint8Array, text: string, length: number): boolean {
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
