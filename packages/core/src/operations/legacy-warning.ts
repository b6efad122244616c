import type { DecodedValue } from '../value/decode-plaintext.ts'
import { fitsInt64 } from '../value/int64.ts'
import type { OpenedValue } from '../value/value-cipher.ts'
import type { Warning } from './warning.ts'

/** What is to be said of a value that only an old release could have written. */
export function legacyWarning(
  { type, plaintext }: OpenedValue,
  decoded: DecodedValue,
  path: readonly string[],
): Warning | undefined {
  if (type === 'bytes') {
    return {
      code: 'LEGACY_BYTES',
      path,
      message:
        'A value has the type bytes, which only SOPS 1.x wrote; its bytes were taken as they are.',
    }
  }
  if (typeof decoded === 'bigint' && !fitsInt64(decoded)) {
    return {
      code: 'LEGACY_INTEGER',
      path,
      message:
        'An integer does not fit into 64 bits, which only SOPS 1.x allowed; it was read, but cannot be encrypted again. Make it a text.',
    }
  }
  if (plaintext.length > 0) return undefined
  return {
    code: 'LEGACY_EMPTY_TEXT',
    path,
    message: 'An empty text is encrypted, which only SOPS before 1.6 did; it was read.',
  }
}
