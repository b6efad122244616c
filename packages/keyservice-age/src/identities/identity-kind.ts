import { decodeBech32 } from '../bech32.ts'
import { pluginName } from '../plugins/plugin-name.ts'

/** The kinds of identity line that SOPS knows; `native` stands for X25519 and hybrid post-quantum (AGE-013). */
export type IdentityKind = 'native' | 'plugin'

const nativePrefixes: readonly string[] = ['age-secret-key-', 'age-secret-key-pq-']

/** The kind of an identity text; `undefined` when it is none, or not copied whole. */
export function identityKind(text: string): IdentityKind | undefined {
  // AGE-010: identities are upper case.
  if (!text.startsWith('AGE-')) return undefined
  if (pluginName(text) !== undefined) return 'plugin'
  const decoded = decodeBech32(text)
  if (decoded === undefined) return undefined
  return nativePrefixes.includes(decoded.prefix) && decoded.bytes.length === 32
    ? 'native'
    : undefined
}
