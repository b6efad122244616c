import type { KeyID, PrivateKey } from 'openpgp'
import { type LockedKey, secretPackets } from './unlock.ts'

/** The private keys for a message. */
export interface Candidates {
  /** In the order to be tried: nobody is asked for a passphrase that is not needed. */
  readonly usable: readonly LockedKey[]
  /** One was there without its secret part. */
  readonly elsewhere: boolean
}

/** A message may name no key, by the id 0; then every private key may be meant. */
export function candidatesFor(
  keyIds: readonly KeyID[],
  privateKeys: readonly PrivateKey[],
): Candidates {
  const named = privateKeys.filter((key) => keyIds.some((id) => key.getKeys(id).length > 0))
  const candidates = named.flatMap((key) => {
    const meant = secretPackets(key).filter((packet) =>
      keyIds.some((id) => packet.getKeyID().equals(id, true)),
    )
    return meant.length === 0
      ? []
      : [{ key, isLocked: () => meant.some((packet) => !packet.isDecrypted()) }]
  })
  const usable = [
    ...candidates.filter(({ isLocked }) => !isLocked()),
    ...candidates.filter(({ isLocked }) => isLocked()),
  ]
  return { usable, elsewhere: named.length > candidates.length }
}
