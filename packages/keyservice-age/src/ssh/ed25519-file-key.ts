import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { decodeBase64, encodeUtf8 } from '@sopskit/core'
import { unpadded } from '../text/unpadded-base64.ts'
import type { SshEd25519PublicKey } from './ssh-public-key.ts'

// The age specification, "The ssh-ed25519 recipient type": the keys are converted to X25519, and the shared
// secret is multiplied by a number that depends on the SSH key.

const label = encodeUtf8('age-encryption.org/v1/ssh-ed25519')
const nonce = new Uint8Array(12)

/** What stands in the stanza: the ephemeral share, and the file key sealed. */
export interface Ed25519Box {
  readonly share: string
  readonly body: Uint8Array
}

export function sealForEd25519(key: SshEd25519PublicKey, fileKey: Uint8Array): Ed25519Box {
  const ephemeral = x25519.utils.randomSecretKey()
  const share = x25519.getPublicKey(ephemeral)
  const recipient = ed25519.utils.toMontgomery(key.point)
  const secret = x25519.scalarMult(ephemeral, recipient)
  const wrapKey = deriveKey({ key, secret, share, recipient })
  return { share: unpadded(share), body: chacha20poly1305(wrapKey, nonce).encrypt(fileKey) }
}

/** Throws when the box was not made for this key. */
export function openWithEd25519(
  key: SshEd25519PublicKey,
  seed: Uint8Array,
  box: Ed25519Box,
): Uint8Array {
  const share = decodeBase64(box.share.padEnd(44, '='))
  if (share?.length !== 32 || box.body.length !== 32) throw new Error('malformed stanza')
  const identity = ed25519.utils.toMontgomerySecret(seed)
  const secret = x25519.scalarMult(identity, share)
  const wrapKey = deriveKey({ key, secret, share, recipient: x25519.getPublicKey(identity) })
  return chacha20poly1305(wrapKey, nonce).decrypt(box.body)
}

interface Agreement {
  readonly key: SshEd25519PublicKey
  readonly secret: Uint8Array
  readonly share: Uint8Array
  readonly recipient: Uint8Array
}

function deriveKey({ key, secret, share, recipient }: Agreement): Uint8Array {
  const tweak = hkdf(sha256, new Uint8Array(), key.wire, label, 32)
  const shared = x25519.scalarMult(tweak, secret)
  return hkdf(sha256, shared, Uint8Array.of(...share, ...recipient), label, 32)
}
