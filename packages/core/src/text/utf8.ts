const encoder = new TextEncoder()
// A decoder left to its defaults drops a BOM and replaces bad bytes; both would change what the MAC covers.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Text to UTF-8 bytes.
 *
 * @example
 * ```ts
 * import { encodeUtf8 } from '@sopskit/core'
 * encodeUtf8('é') // Uint8Array [0xc3, 0xa9]
 * ```
 */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/**
 * UTF-8 bytes to text, a leading BOM kept; `undefined` when the bytes are not valid UTF-8.
 *
 * @example
 * ```ts
 * import { decodeUtf8 } from '@sopskit/core'
 * decodeUtf8(new Uint8Array([0xff])) // undefined
 * ```
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
