import { encodeBase64 } from '@sopskit/core'

/** Base64 without padding, as the header of an age file has it. */
export function unpadded(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('=', '')
}
