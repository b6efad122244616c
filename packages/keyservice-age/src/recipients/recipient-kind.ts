import { decodeBech32 } from '../bech32.ts'
import { pluginName } from '../plugins/plugin-name.ts'
import { isReducedMlKemKey } from './ml-kem-key.ts'

/** The kinds of recipient that SOPS knows; `native` stands for X25519 and hybrid post-quantum (AGE-001). */
export type RecipientKind = 'native' | 'plugin' | 'ssh'

/**
 * The kind of a recipient; `undefined` when it is none, or not copied whole. Whether an SSH key is valid
 * only its parser finds out.
 */
export function recipientKind(recipient: string): RecipientKind | undefined {
  if (/^ssh-(?:ed25519|rsa)[ \t]/.test(recipient)) return 'ssh'
  if (!recipient.startsWith('age1')) return undefined
  const decoded = decodeBech32(recipient)
  if (decoded === undefined) return undefined
  const { prefix, bytes } = decoded
  if (prefix !== 'age' && prefix !== 'age1pq') {
    return pluginName(recipient) === undefined ? undefined : 'plugin'
  }
  const valid = prefix === 'age' ? bytes.length === 32 : isHybridKey(bytes)
  return valid ? 'native' : undefined
}

// An ML-KEM-768 key and behind it an X25519 one.
function isHybridKey(bytes: Uint8Array): boolean {
  return bytes.length === 1184 + 32 && isReducedMlKemKey(bytes.subarray(0, 1184))
}
