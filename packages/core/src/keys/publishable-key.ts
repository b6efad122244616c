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
      return { ...key, recipient: withoutIdentity(key.recipient) }
    case 'pgp':
      return { ...key, fingerprint: withoutIdentity(key.fingerprint) }
    case 'kms':
      return { ...key, arn: withoutIdentity(key.arn) }
    case 'gcp_kms':
      return { ...key, resourceId: withoutIdentity(key.resourceId) }
    case 'hckms':
      return { ...key, keyId: withoutIdentity(key.keyId) }
  }
}

/** Attempts whose keys may be shown. */
export function publishableAttempts(attempts: readonly KeyAttempt[]): readonly KeyAttempt[] {
  return attempts.map(({ key, services }) => ({ key: publishableKey(key), services }))
}

/** What is shown in place of an identity. */
export const withheld = '(a secret key stands here instead of a recipient)'

function withoutIdentity(name: string): string {
  return isIdentity(name) ? withheld : name
}

/** True for text that holds a secret key of age, OpenPGP or SSH, wherever it was put. */
export function isIdentity(text: string): boolean {
  return /AGE-(?:SECRET-KEY|PLUGIN)-|PRIVATE KEY/i.test(text)
}

function withoutLogin(address: string): string {
  return address.replace(/(?<=:\/\/)[^/]*@/, '')
}
