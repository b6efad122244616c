import { SopsError } from '@sopskit/core'
import { keyName } from './key-name.ts'

// A data key of AES, or a share of one, which is a byte longer (KEY-002).
const lengths: readonly number[] = [16, 24, 32, 17, 25, 33]

/**
 * Gives a decrypted data key back when it has a length that one can have (KEY-009).
 *
 * @throws {@link SopsError} `UNWRAP_FAILED`.
 */
export function requireDataKey(
  dataKey: Uint8Array,
  { fingerprint, advice }: { readonly fingerprint: string; readonly advice: string },
): Uint8Array {
  if (lengths.includes(dataKey.length)) return dataKey
  throw new SopsError(
    'UNWRAP_FAILED',
    `The message for ${keyName(fingerprint)} holds ${dataKey.length} bytes, which is no data key. ${advice}`,
  )
}
