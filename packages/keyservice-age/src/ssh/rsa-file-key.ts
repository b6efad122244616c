import { encodeBase64, encodeUtf8 } from '@sopskit/core'
import type { SshRsaPublicKey } from './ssh-public-key.ts'

// The age specification, "The ssh-rsa recipient type": RSAES-OAEP with SHA-256 and a label. The Web Crypto
// of the runtime does it.

const padding = {
  name: 'RSA-OAEP',
  label: encodeUtf8('age-encryption.org/v1/ssh-rsa').slice(),
} as const
const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' } as const

export async function sealForRsa(key: SshRsaPublicKey, fileKey: Uint8Array): Promise<Uint8Array> {
  const jwk = { kty: 'RSA', n: base64Url(key.modulus), e: base64Url(key.exponent) }
  const imported = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['encrypt'])
  return new Uint8Array(await crypto.subtle.encrypt(padding, imported, fileKey.slice()))
}

/** Throws when the box was not made for this key. */
export async function openWithRsa(key: CryptoKey, box: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.decrypt(padding, key, box.slice()))
}

/** The numbers of a private key, in the order and under the names of a JSON Web Key. */
export type RsaNumbers = Readonly<
  Record<'n' | 'e' | 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi', Uint8Array>
>

export async function importRsaNumbers(numbers: RsaNumbers): Promise<CryptoKey> {
  const jwk = {
    kty: 'RSA',
    n: base64Url(numbers.n),
    e: base64Url(numbers.e),
    d: base64Url(numbers.d),
    p: base64Url(numbers.p),
    q: base64Url(numbers.q),
    dp: base64Url(numbers.dp),
    dq: base64Url(numbers.dq),
    qi: base64Url(numbers.qi),
  }
  return crypto.subtle.importKey('jwk', jwk, algorithm, false, ['decrypt'])
}

function base64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
