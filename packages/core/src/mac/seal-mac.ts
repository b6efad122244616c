import type { ValueCipher } from '../value/value-cipher.ts'

/** A MAC to encrypt. */
export interface MacToSeal {
  /** The upper-case hex of `computeMac`. */
  readonly mac: string
  /** RFC 3339 in whole seconds: the additional data (M1, D10). */
  readonly lastModified: string
  readonly iv: Uint8Array
}

/** Encrypts a MAC to the text of the metadata's `mac` field (M1). */
export function sealMac(cipher: ValueCipher, { mac, lastModified, iv }: MacToSeal): string {
  return cipher.seal({ plaintext: mac, type: 'str', aad: lastModified, iv })
}
