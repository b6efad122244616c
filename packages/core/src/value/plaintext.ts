import { floatDigits, formatPositional } from '../text/float-digits.ts'
import type { TreeScalar } from '../tree/tree.ts'

/** The type names that SOPS writes (V-table). */
export type ValueType = 'str' | 'int' | 'float' | 'bool' | 'time' | 'comment'

/** A value that can be encrypted: anything but null, which never is (V13). */
export type EncryptableScalar = Exclude<TreeScalar, null>

/** The type name of a value. */
export function valueType(value: EncryptableScalar): ValueType {
  switch (typeof value) {
    case 'string':
      return 'str'
    case 'bigint':
      return 'int'
    case 'number':
      return 'float'
    case 'boolean':
      return 'bool'
    default:
      return value instanceof Uint8Array ? 'str' : 'time'
  }
}

/**
 * The plaintext of a value: what is encrypted, and what the MAC covers (V-table, V18). A decrypted value
 * goes through here again, so `1.0` read as a float counts as `1`.
 */
export function encodePlaintext(value: EncryptableScalar): string | Uint8Array {
  switch (typeof value) {
    case 'string':
      return value
    case 'bigint':
      return value.toString()
    case 'number':
      return encodeFloat(value)
    case 'boolean':
      return value ? 'True' : 'False'
    default:
      return value instanceof Uint8Array ? value : value.text
  }
}

function encodeFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  return formatPositional(floatDigits(value))
}
