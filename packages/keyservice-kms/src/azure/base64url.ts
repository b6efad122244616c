import { decodeBase64, encodeBase64 } from '@sopskit/core'

/** Base64 of URLs without padding, as `enc` has it (AZ-002). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** The bytes, or `undefined` for another alphabet or for padding, which sops refuses too. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  const compact = text.replace(/[\r\n]/g, '')
  if (!/^[\w-]*$/.test(compact)) return undefined
  const padding = '='.repeat((4 - (compact.length % 4)) % 4)
  return decodeBase64(compact.replaceAll('-', '+').replaceAll('_', '/') + padding)
}
