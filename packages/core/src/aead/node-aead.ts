import { findNodeModule } from '../runtime/node-module.ts'
import { requireAesKeyLength } from './key-length.ts'
import type { Aead, AeadKey, SealedBox, Sha512 } from './aead.ts'

// Core is compiled without Node's types, so the few calls it makes are written down here.
interface NodeCipher {
  setAAD(aad: Uint8Array): unknown
  update(data: Uint8Array): Uint8Array
  final(): Uint8Array
}
interface NodeCrypto {
  createSecretKey(key: Uint8Array): object
  createCipheriv(
    algorithm: string,
    key: object,
    iv: Uint8Array,
  ): NodeCipher & { getAuthTag(): Uint8Array }
  createDecipheriv(
    algorithm: string,
    key: object,
    iv: Uint8Array,
  ): NodeCipher & { setAuthTag(tag: Uint8Array): unknown }
  createHash(algorithm: string): {
    update(data: Uint8Array | string): unknown
    digest(): Uint8Array
  }
}

const tagLength = 16

/**
 * The `Aead` of `node:crypto`, or `undefined` where the runtime has none.
 */
export function createNodeAead(): Aead | undefined {
  const crypto = findNodeModule('node:crypto') as NodeCrypto | undefined
  if (crypto === undefined) return undefined
  return {
    name: 'node:crypto',
    importKey: (dataKey) => importKey(crypto, dataKey),
    createSha512: () => createSha512(crypto),
  }
}

function importKey(crypto: NodeCrypto, dataKey: Uint8Array): AeadKey {
  const algorithm = `aes-${requireAesKeyLength(dataKey) * 8}-gcm`
  const key = crypto.createSecretKey(dataKey)
  return {
    seal(plaintext, iv, aad): SealedBox {
      const cipher = crypto.createCipheriv(algorithm, key, iv)
      cipher.setAAD(aad)
      const ciphertext = join(cipher.update(plaintext), cipher.final())
      return { ciphertext, tag: cipher.getAuthTag() }
    },
    open(ciphertextAndTag, iv, aad): Uint8Array | undefined {
      // Node takes shorter tags too; a tag cut from the end of the input is 16 bytes or the input is refused.
      const split = ciphertextAndTag.length - tagLength
      if (split < 0) return undefined
      try {
        const decipher = crypto.createDecipheriv(algorithm, key, iv)
        decipher.setAAD(aad)
        decipher.setAuthTag(ciphertextAndTag.subarray(split))
        return join(decipher.update(ciphertextAndTag.subarray(0, split)), decipher.final())
      } catch {
        return undefined
      }
    },
  }
}

// GCM gives everything in `update`; `final` only authenticates. A plain array goes out, not Node's Buffer,
// whose methods of the same names behave otherwise.
function join(body: Uint8Array, rest: Uint8Array): Uint8Array {
  if (rest.length === 0) return new Uint8Array(body.buffer, body.byteOffset, body.length)
  const whole = new Uint8Array(body.length + rest.length)
  whole.set(body)
  whole.set(rest, body.length)
  return whole
}

function createSha512(crypto: NodeCrypto): Sha512 {
  const hash = crypto.createHash('sha512')
  return {
    update: (data) => void hash.update(data),
    digest: () => hash.digest(),
  }
}
