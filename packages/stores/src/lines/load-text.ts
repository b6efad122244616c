import { requireFileSize } from '@sopskit/core'
import { bytesToText } from './byte-text.ts'

/**
 * The text of a file, bytes that are not UTF-8 escaped.
 *
 * @throws {@link SopsError} `LIMIT_EXCEEDED` for a file that is too large.
 */
export function loadText(input: Uint8Array): string {
  requireFileSize(input.length)
  return bytesToText(input)
}
