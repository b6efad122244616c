import type { SshEd25519PublicKey, SshPublicKey, SshRsaPublicKey } from './ssh-public-key.ts'

/** A private key that can be used. */
export type SshPrivateKey =
  | { readonly kind: 'ed25519'; readonly publicKey: SshEd25519PublicKey; readonly seed: Uint8Array }
  | { readonly kind: 'rsa'; readonly publicKey: SshRsaPublicKey; readonly key: CryptoKey }

/** A private key behind a passphrase. */
export interface LockedSshKey {
  readonly kind: 'locked'
  /** In the clear in the newer of the two formats only. */
  readonly publicKey: SshPublicKey | undefined
  /** `undefined` when the passphrase is wrong; rejects with an {@link UnusableSshKey}. */
  readonly unlock: (passphrase: string, signal?: AbortSignal) => Promise<SshPrivateKey | undefined>
}

/** Why a text is no key that can be used: the rest of a sentence that starts with its name. */
export class UnusableSshKey extends Error {}

export const malformed = 'is damaged, or was not copied whole'
