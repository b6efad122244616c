import { gcm } from '@noble/ciphers/aes.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { encodeUtf8 } from '../text/utf8.ts'
import { requireAesKeyLength } from './key-length.ts'
import type { Aead, AeadKey, SealedBox, Sha512 } from './aead.ts'

const tagLength = 16

/** The `Aead` in plain JavaScript, for runtimes without a usable `node:crypto`. */
export const nobleAead: Aead = {
  name: '@noble/ciphers',
  importKey(dataKey): AeadKey {
    requireAesKeyLength(dataKey)
    const key = dataKey.slice()
    return {
      seal(plaintext, iv, aad): SealedBox {
        const box = gcm(key, iv, aad).encrypt(plaintext)
        const split = box.length - tagLength
        return { ciphertext: box.subarray(0, split), tag: box.subarray(split) }
      },
      open(ciphertextAndTag, iv, aad): Uint8Array | undefined {
        try {
          return gcm(key, iv, aad).decrypt(ciphertextAndTag)
        } catch {
          return undefined
        }
      },
    }
  },
  createSha512(): Sha512 {
    const hash = sha512.create()
    return {
      update: (data) => void hash.update(typeof data === 'string' ? encodeUtf8(data) : data),
      digest: () => hash.digest(),
    }
  },
}
