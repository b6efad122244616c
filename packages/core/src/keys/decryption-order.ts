import { SopsError } from '../errors/sops-error.ts'
import { masterKeyTypes } from './master-key-types.ts'
import type { WrappedDataKey } from '../metadata/metadata.ts'

/**
 * Which kinds of master key are tried first when nothing is said (K5).
 *
 * @example
 * ```ts
 * import { defaultDecryptionOrder } from '@sopskit/core'
 * defaultDecryptionOrder // ['age', 'pgp']
 * ```
 */
export const defaultDecryptionOrder: readonly string[] = ['age', 'pgp']

/** Refuses an order that names a kind twice, be it a known one or not (K5). */
export function requireDistinctKinds(order: readonly string[]): void {
  const repeated = order.find((kind, index) => order.indexOf(kind) !== index)
  if (repeated === undefined) return
  throw new SopsError(
    'DUPLICATE_DECRYPTION_ORDER',
    `The decryption order names ${JSON.stringify(repeated)} twice; name each kind of key once.`,
  )
}

/** The keys of a group in the order in which to try them; keys of one kind keep theirs (K5). */
export function sortByDecryptionOrder(
  keys: readonly WrappedDataKey[],
  order: readonly string[],
): readonly WrappedDataKey[] {
  const kinds: readonly string[] = [...order, ...masterKeyTypes]
  return keys.toSorted((a, b) => kinds.indexOf(a.key.type) - kinds.indexOf(b.key.type))
}
