import type { KeyAttempt } from './key-attempts.ts'
import type { MasterKey } from './master-key.ts'

/**
 * A master key as it may be shown: the address of a server can hold a user and a password (HCV-002), and
 * somebody may have put an identity where its recipient belongs.
 */
export function publishableKey(key: MasterKey): MasterKey {
  switch (key.type) {
    case 'hc_vault':
      return { ...key, vaultAddress: withoutLogin(key.vaultAddress) }
    case 'azure_kv':
      return { ...key, vaultUrl: withoutLogin(key.vaultUrl) }
    case 'age':
      return isIdentity(key.recipient) ? { ...key, recipient: withheld } : key
    default:
      return key
  }
}

/** Attempts whose keys may be shown. */
export function publishableAttempts(attempts: readonly KeyAttempt[]): readonly KeyAttempt[] {
  return attempts.map(({ key, services }) => ({ key: publishableKey(key), services }))
}

const withheld = '(a secret key stands here instead of a recipient)'

function isIdentity(recipient: string): boolean {
  return /AGE-(?:SECRET-KEY|PLUGIN)-|PRIVATE KEY/i.test(recipient)
}

function withoutLogin(address: string): string {
  return address.replace(/(?<=:\/\/)[^/]*@/, '')
}
