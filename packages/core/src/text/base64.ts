import type { Base64Codec } from './base64-codec.ts'
import { createNodeBase64 } from './node-base64.ts'
import { portableBase64 } from './portable-base64.ts'

const runtimeBase64 = createNodeBase64() ?? portableBase64

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
  return runtimeBase64.encode(bytes)
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
  return decodeBase64With(runtimeBase64, text)
}

/** The same by a certain codec. */
export function decodeBase64With(codec: Base64Codec, text: string): Uint8Array | undefined {
  const compact = text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]/g, '') : text
  if (compact.length % 4 !== 0) return undefined
  const padded = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((compact.length / 4) * 3 - padded)
  return codec.decode(compact, bytes) ? bytes : undefined
}
